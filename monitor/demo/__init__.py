"""A bundled news site of invented outlets and the receivers for its alerts: the monitor tried out on one machine.

Everything told here is made up; nothing leaves the loopback interface.
"""
