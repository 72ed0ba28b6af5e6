package dev.brownout.component.server;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.BilledPerMachine;
import dev.brownout.vocabulary.DataSize;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.DefaultSource;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shorthand;

/** The parameters of the memory of each machine, against which all counts that is kept there. */
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
