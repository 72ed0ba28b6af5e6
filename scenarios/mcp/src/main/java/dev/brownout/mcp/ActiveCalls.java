package dev.brownout.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The requests of a client that have no response yet, and their cancellation. Thread-safe. */
final class ActiveCalls {
    /** Actions that end a request early, by its identifier. */
    private final Map<Object, CancellableCall> calls = new ConcurrentHashMap<>();

    /** A request with the action that ends its call early, once the call has begun. */
    private static final class CancellableCall {
        private Runnable action = () -> {};
        private boolean cancelled;

        synchronized void onCancel(Runnable newAction) {
            action = newAction;
            if (cancelled) {
                action.run();
            }
        }

        synchronized void cancel() {
            cancelled = true;
            action.run();
        }

        synchronized boolean isCancelled() {
            return cancelled;
        }
    }

    /** Adds a request. Returns false if a request with the same identifier has no response yet. */
    boolean begin(Object id) {
        return calls.putIfAbsent(id, new CancellableCall()) == null;
    }

    /** Sets the action that ends the call of a request early. It is run now if the request is already cancelled. */
    void onCancel(Object id, Runnable action) {
        CancellableCall call = calls.get(id);
        if (call != null) {
            call.onCancel(action);
        }
    }

    /** Cancels a request. Does nothing if it already has a response. */
    void cancel(Object id) {
        Optional.ofNullable(calls.get(id)).ifPresent(CancellableCall::cancel);
    }

    /** Returns whether a request is cancelled, so that it must have no response. */
    boolean isCancelled(Object id) {
        return Optional.ofNullable(calls.get(id))
                .map(CancellableCall::isCancelled)
                .orElse(false);
    }

    /** Removes a request, after its response is sent. */
    void end(Object id) {
        calls.remove(id);
        synchronized (this) {
            notifyAll();
        }
    }

    /** Waits until no request is active, at most for a time. Then cancels the requests that are still active. */
    void finish(long milliseconds) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        synchronized (this) {
            try {
                for (long rest = end - System.nanoTime();
                        !calls.isEmpty() && rest > 0;
                        rest = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, rest);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        calls.values().forEach(CancellableCall::cancel);
    }
}
