package dev.brownout.component.server;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Shorthand;

/** Parameters of the memory of each host: its size, and the sizes of sessions and connections. */
@Doc("The memory of each machine, and what there is kept takes of it: over it, the process is killed.")
@Shorthand
public record MemorySpec(
        @Doc("The memory of a machine: with more in it, the process is killed.") @AtLeast(1) @BilledPerMachine
        DataSize size,

        @Doc("What a session takes that is in the memory of a machine: sessions that nobody asks for any more, too.")
        @Default("20kB")
        @AtLeast(0)
        @DefaultSource("no authority")
        DataSize per_session,

        @Doc("What a connection takes that a user keeps: its buffers in the kernel and in the process.")
        @Default("20kB")
        @AtLeast(0)
        @DefaultSource(
                "S. Kamardin, A Million WebSockets and Go, 2017: two stacks and buffers of 4 kB each before they were"
                        + " saved; no authority for the rest")
        DataSize per_connection) {}
