"""The site as a whole: settings, addresses, the ASGI application, the house's look."""
