"""Who works here: inviting colleagues, what each is trusted with, and letting them go."""
