//! `fuzz::form`, for libFuzzer.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| fuzz::form::run(data));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    fuzz::mutate::input(
        data,
        size,
        max_size,
        seed,
        &fuzz::form::FRAGMENTS,
        fuzzer_mutate,
    )
});
