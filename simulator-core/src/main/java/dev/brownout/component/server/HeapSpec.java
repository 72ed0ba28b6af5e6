package dev.brownout.component.server;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Parameters of the garbage-collected heap of each host. */
@Doc("Garbage-collected heap. Requests allocate memory while they are processed; when it is full, a "
        + "collection pauses the node.")
public record HeapSpec(
        @Doc("Heap size of a node.")
        @Default("256MB")
        @DefaultSource("Huang et al., Metastable Failures in the Wild, OSDI 2022, section 5.1: a Java heap of 256 MB")
        DataSize size,

        @Doc("Memory that a request allocates when its processing begins, and leaves as garbage when it ends.")
        @Default("2MB")
        @DefaultSource("our assumption")
        DataSize perRequest,

        @Doc("GC pause of a node per megabyte of live memory.")
        @Default("3ms")
        @AtLeast(0)
        @DefaultSource("our assumption: a serial collector that copies 300 MB/s")
        Duration collect) {

    private static final long MOST_REQUESTS = 1_000_000_000;

    /** Rejects empty requests, and a heap too small for one request, with an IllegalArgumentException. */
    public HeapSpec {
        if (perRequest.bytes() < 1) {
            throw new InvalidValueException("per_request must be at least 1B");
        }
        if (size.bytes() < perRequest.bytes()) {
            throw new InvalidValueException("size must be at least per_request, otherwise no request fits");
        }
        if (size.bytes() / perRequest.bytes() > MOST_REQUESTS) {
            throw new InvalidValueException("size must be at most per_request x 1,000,000,000");
        }
    }
}
