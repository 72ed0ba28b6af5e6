package dev.brownout.service;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether an answer is still wanted: what a caller who may change his mind tells those who work for him, as the
 * contexts of gRPC and Go and .NET's cancellation tokens do. Each machine on the way has one of its own, which hears of
 * the caller's a hop later; one that a machine makes for a part of its work ends with the whole.
 */
public final class CancellationToken {
    /** The token of calls that nobody takes back. */
    public static final CancellationToken NONE = new CancellationToken();

    private final CancellationToken whole;
    private final Listener part = this::end;
    private final List<Listener> listeners = new ArrayList<>(2);
    private Outcome onCancelled;

    /** Whoever stops working when nobody wants the answer any more. */
    @FunctionalInterface
    public interface Listener {
        /** The answer is no longer wanted, and this is what callers are to hear. */
        void ended(Outcome why);
    }

    /** A token that somebody may end. */
    public CancellationToken() {
        this(null);
    }

    private CancellationToken(CancellationToken whole) {
        this.whole = whole;
    }

    /** A token for a part of the work: ends with this one, or earlier; {@link #release} it when the part is done. */
    public CancellationToken part() {
        CancellationToken made = new CancellationToken(this == NONE ? null : this);
        made.onCancelled = onCancelled;
        listen(made.part);
        return made;
    }

    /** Whether the answer is no longer wanted. */
    public boolean onCancelled() {
        return onCancelled != null;
    }

    /** What callers are to hear; {@code null} while the answer is wanted. */
    public Outcome outcome() {
        return onCancelled;
    }

    /** Says that the answer is no longer wanted: cancelled by the caller, or timed out at its deadline. */
    public void end(Outcome why) {
        if (onCancelled != null) {
            return;
        }
        onCancelled = why;
        release();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            if (listener != null) {
                listener.ended(why);
            }
        }
        listeners.clear();
    }

    /** Nobody has to be told any more: the work is done, or whoever did it is dead. */
    public void dispose() {
        release();
        listeners.clear();
    }

    /** The part is done: the whole need not tell it anything. */
    public void release() {
        if (whole != null) {
            whole.unlisten(part);
        }
    }

    /** Wants to be told; never is by {@link #NONE}. */
    public void listen(Listener listener) {
        if (this != NONE) {
            listeners.add(listener);
        }
    }

    /** Does not want to be told any more. */
    public void unlisten(Listener listener) {
        for (int i = listeners.size() - 1; i >= 0; i--) {
            if (listeners.get(i) == listener) {
                if (onCancelled == null) {
                    listeners.remove(i);
                } else {
                    listeners.set(i, null);
                }
                return;
            }
        }
    }
}
