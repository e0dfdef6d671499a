#!/bin/sh
# The house has the rooms it was planned with, and no others.
. "${0%/*}/files.sh"
rooms='src|ui|db|config|tests|man'
papers='Makefile|README\.md|CONTRIBUTING\.md|SECURITY\.md|LICENSE'
all_files | grep -vE "^(($rooms)/|($papers)$|[.])" |
	sed 's,$,: its place at the top of the tree is not planned,' |
	verdict tree
