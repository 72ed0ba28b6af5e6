package dev.brownout.fleet;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import java.time.Duration;

/** Slowdown of a process after its start. */
@Doc("Warm-up of a new process: it is slower for a while, as code is not compiled and pools are empty.")
public record WarmUpSpec(
        @Doc("Duration of the warm-up.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("a JVM warms up in 30 s to 60 s; our assumption")
        Duration lasting,

        @Doc("Factor by which work takes longer.")
        @Default("x3")
        @AtLeast(1)
        @DefaultSource("a cold JVM is 2 to 5 times slower; our assumption")
        @AtMost(1_000_000)
        Factor slower) {}
