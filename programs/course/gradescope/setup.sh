#!/bin/sh
# What Gradescope runs once, when the container is made: the packages, and PG32 from the archive beside
# this script (see spec/course.md).
set -e
apt-get update
apt-get install -y --no-install-recommends make gcc pkg-config flex bison libelf-dev libdw-dev libjansson-dev \
	nettle-dev gcc-riscv64-unknown-elf binutils-riscv64-unknown-elf picolibc-riscv64-unknown-elf jq
mkdir -p /opt/pg32-source
tar -xf /autograder/source/pg32.tar.gz -C /opt/pg32-source --strip-components=1
make -C /opt/pg32-source install PREFIX=/opt/pg32
