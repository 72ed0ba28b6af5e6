package dev.brownout.fleet;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import java.time.Duration;

/** Slowdown of a process after its start. */
@Doc("A process that has just started is slower for a while: nothing is compiled, no pool is filled.")
public record WarmUpSpec(
        @Doc("How long after its start.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("a JVM takes 30 s to 60 s; no authority")
        Duration lasting,

        @Doc("How many times as long its work takes.")
        @Default("x3")
        @AtLeast(1)
        @DefaultSource("a JVM is 2 to 5 times as slow; no authority")
        @AtMost(1_000_000)
        Factor slower) {}
