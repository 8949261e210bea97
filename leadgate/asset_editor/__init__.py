"""The editor of assets: drafts, files on their way, versions."""
