"""The mailbox bounces come to, over IMAP (RFC 9051) or POP3 (RFC 1939)."""
