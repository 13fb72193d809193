"""The sample site around the sample film: its pages, its people, its programme."""
