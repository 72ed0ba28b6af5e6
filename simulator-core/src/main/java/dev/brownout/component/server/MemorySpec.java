package dev.brownout.component.server;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Shorthand;

/** Parameters of the memory of each host: its size, and the sizes of sessions and connections. */
@Doc("Memory of each node, and the memory that sessions and connections occupy. A process that "
        + "exceeds it is killed.")
@Shorthand
public record MemorySpec(
        @Doc("Memory of a node. A process that exceeds it is killed (OOM kill).") @AtLeast(1) @BilledPerMachine
        DataSize size,

        @Doc("Memory of a session held on a node, including sessions that are no longer used.")
        @Default("20kB")
        @AtLeast(0)
        @DefaultSource("our assumption")
        DataSize perSession,

        @Doc("Memory of a user's persistent connection: buffers in the kernel and in the process.")
        @Default("20kB")
        @AtLeast(0)
        @DefaultSource("S. Kamardin, A Million WebSockets and Go, 2017: two stacks and buffers of 4 kB "
                + "each before the optimization; the rest is our assumption")
        DataSize perConnection) {}
