"""In place of a test whose tool is missing: missing.py TOOL PACKAGE."""
import sys

print(f"skipped: {sys.argv[1]} is not installed (Debian: {sys.argv[2]})")
sys.exit(77)
