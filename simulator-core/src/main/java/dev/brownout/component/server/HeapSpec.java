package dev.brownout.component.server;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Parameters of the garbage-collected heap of each host. */
@Doc("Memory that requests take while they are worked on and that a collector cleans: full, it stops the machine.")
public record HeapSpec(
        @Doc("The memory of a machine.")
        @Default("256MB")
        @DefaultSource("Huang et al., Metastable Failures in the Wild, OSDI 2022, section 5.1: a Java heap of 256 MB")
        DataSize size,

        @Doc("What a request takes from when work on it begins, and leaves as garbage when it ends.")
        @Default("2MB")
        @DefaultSource("no authority")
        DataSize per_request,

        @Doc("How long a collection stops the machine for each megabyte that lives.")
        @Default("3ms")
        @AtLeast(0)
        @DefaultSource("a serial collector that copies 300 MB a second; no authority")
        Duration collect) {

    private static final long MOST_REQUESTS = 1_000_000_000;

    /** Rejects empty requests, and a heap too small for one request, with an IllegalArgumentException. */
    public HeapSpec {
        if (per_request.bytes() < 1) {
            throw new IllegalArgumentException("per_request is at least 1B");
        }
        if (size.bytes() < per_request.bytes()) {
            throw new IllegalArgumentException("size is at least per_request, or no request finds room");
        }
        if (size.bytes() / per_request.bytes() > MOST_REQUESTS) {
            throw new IllegalArgumentException("size is room for at most a billion requests");
        }
    }
}
