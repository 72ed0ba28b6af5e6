package dev.brownout.service;

import java.util.ArrayList;
import java.util.List;

/**
 * Propagates cancellation from a caller to the callees of a request, like the contexts of gRPC and Go and .NET's
 * cancellation tokens. Each host on the path has a token of its own, which is cancelled one network hop after the
 * caller's. A token created for a part of the work ends with the whole.
 */
public final class CancellationToken {
    /** Token of calls that are never cancelled. */
    public static final CancellationToken NONE = new CancellationToken();

    private final CancellationToken parent;
    private final Listener cancelPart = this::end;
    private final List<Listener> listeners = new ArrayList<>(2);
    private Outcome outcome;

    /** Callback that stops work after a cancellation. */
    @FunctionalInterface
    public interface Listener {
        /** Called on cancellation, with the outcome to report to callers. */
        void ended(Outcome outcome);
    }

    /** Creates a token that can be cancelled. */
    public CancellationToken() {
        this(null);
    }

    private CancellationToken(CancellationToken parent) {
        this.parent = parent;
    }

    /**
     * Creates a token for a part of the work. It ends with this token, or earlier. Call {@link #release} on it when the
     * part is done.
     */
    public CancellationToken part() {
        CancellationToken token = new CancellationToken(this == NONE ? null : this);
        token.outcome = outcome;
        listen(token.cancelPart);
        return token;
    }

    /** Returns whether the token has been cancelled. */
    public boolean isCancelled() {
        return outcome != null;
    }

    /** Returns the outcome to report to callers; {@code null} unless cancelled. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Cancels the token and notifies the listeners, after cancellation by the caller or a passed deadline. Has no
     * effect on a cancelled token.
     */
    public void end(Outcome reason) {
        if (outcome != null) {
            return;
        }
        outcome = reason;
        release();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            if (listener != null) {
                listener.ended(reason);
            }
        }
        listeners.clear();
    }

    /** Removes all listeners: the work is done, or its process is dead. */
    public void dispose() {
        release();
        listeners.clear();
    }

    /** Detaches this token from the whole when its part is done. */
    public void release() {
        if (parent != null) {
            parent.unlisten(cancelPart);
        }
    }

    /** Adds a listener. {@link #NONE} never notifies it. */
    public void listen(Listener listener) {
        if (this != NONE) {
            listeners.add(listener);
        }
    }

    /** Removes a listener. */
    public void unlisten(Listener listener) {
        for (int i = listeners.size() - 1; i >= 0; i--) {
            if (listeners.get(i) == listener) {
                if (outcome == null) {
                    listeners.remove(i);
                } else {
                    listeners.set(i, null);
                }
                return;
            }
        }
    }
}
