package dev.brownout.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** Observers of the data that the steps of a run read. */
public final class ReadObservers {
    private final List<ObjLongConsumer<Request>> observers = new ArrayList<>();

    ReadObservers() {}

    /** Adds an observer of each successful read and the version of its data, before the reads are connected. */
    public void addObserver(ObjLongConsumer<Request> observer) {
        observers.add(observer);
    }

    /** Returns a service for reads that informs the observers; {@code reads} itself if there are none. */
    public Service observed(Service reads) {
        if (observers.isEmpty()) {
            return reads;
        }
        return (request, reply) -> reads.call(request, (outcome, version) -> {
            if (outcome.good()) {
                observers.forEach(observer -> observer.accept(request, version));
            }
            reply.accept(outcome, version);
        });
    }
}
