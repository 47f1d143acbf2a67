# The work is done by the scripts of tools/; this is the list of their names.
.PHONY: run test lint build format torture bench deb clean

run:     ; @tools/run
test:    ; @tools/test
lint:    ; @tools/lint
build:   ; @tools/build build --werror
format:  ; @tools/format
torture: build ; @tools/torture
deb:     build ; @tools/deb
bench:   build ; @tests/bench/run --million
clean:   ; rm -rf build build-*
