package dev.brownout.service;

import java.util.ArrayList;
import java.util.List;

/**
 * Propagates cancellation from a caller to the callees of a request, like the contexts of gRPC and Go and .NET's
 * cancellation tokens. Each host on the path has a token of its own, which is cancelled one network hop after the
 * caller's. A token created for a part of the work ends with the whole.
 *
 * <p>A token {@linkplain #ofAttempts() of attempts} stays at the caller. Its end prevents further attempts and does not
 * cancel calls that have been sent.
 */
public final class CancellationToken {
    /** Token of calls that are never cancelled. */
    public static final CancellationToken NONE = new CancellationToken();

    private final CancellationToken parent;
    /** Token of the caller of this call; {@code null} for a part, which has a parent. */
    private final CancellationToken caller;
    /** Token of the attempts to which this work belongs; {@code null} for none. */
    private final CancellationToken attempts;

    private final boolean attemptsAlone;
    private final Listener whole = new WholeListener();
    private final List<Listener> listeners = new ArrayList<>(2);
    private Outcome outcome;
    private Runnable beginning;
    private boolean hasBegun;

    /** Callback that stops work after a cancellation. */
    @FunctionalInterface
    public interface Listener {
        /** Called on cancellation, with the outcome to report to callers. */
        void onCancelled(Outcome outcome);

        /**
         * Called when work that has not begun is withdrawn.
         *
         * @return whether the listener has passed this on to another host or to a part of the work
         */
        default boolean isWithdrawn() {
            return false;
        }
    }

    /** Ends or withdraws a part of the work with the whole. */
    private final class WholeListener implements Listener {
        @Override
        public void onCancelled(Outcome outcome) {
            end(outcome);
        }

        @Override
        public boolean isWithdrawn() {
            withdraw();
            return true;
        }
    }

    /** Creates a token that can be cancelled. */
    public CancellationToken() {
        this(null, null, null, false);
    }

    private CancellationToken(
            CancellationToken parent, CancellationToken caller, CancellationToken attempts, boolean attemptsAlone) {
        this.parent = parent;
        this.caller = caller;
        this.attempts = attempts;
        this.attemptsAlone = attemptsAlone;
    }

    /**
     * Creates the token of the callee of a call, which reports the beginning of its work to the token of the caller.
     */
    public static CancellationToken ofCallee(CancellationToken caller) {
        return new CancellationToken(null, caller, null, false);
    }

    /**
     * Creates a token that prevents further attempts of the caller when it ends. Calls that have been sent continue.
     */
    public static CancellationToken ofAttempts() {
        return new CancellationToken(null, null, null, true);
    }

    /**
     * Creates a token for a part of the work. It ends with this token, or earlier. Call {@link #release} on it when the
     * part is done.
     */
    public CancellationToken part() {
        if (attemptsAlone) {
            return new CancellationToken(null, null, this, false);
        }
        CancellationToken token = new CancellationToken(this == NONE ? null : this, null, attempts, false);
        token.outcome = outcome;
        listen(token.whole);
        return token;
    }

    /**
     * Creates a token for a limit on the time of a part of the work: a {@link #part()}, or a token of attempts if this
     * is one.
     */
    public CancellationToken limitedPart() {
        return attemptsAlone ? new CancellationToken(null, null, this, true) : part();
    }

    /** Sets an action for the instant at which a host begins to work for the call. */
    public void onBeginning(Runnable action) {
        beginning = action;
    }

    /** Reports that a host has begun to work for the call, to the callers as well. Has an effect once. */
    public void begin() {
        if (hasBegun || this == NONE) {
            return;
        }
        hasBegun = true;
        if (beginning != null) {
            beginning.run();
        }
        if (parent != null) {
            parent.begin();
        } else if (caller != null) {
            caller.begin();
        }
    }

    /**
     * Withdraws work that has not begun: a host that holds it in a queue drops it as cancelled. Work that has begun
     * continues.
     */
    public void withdraw() {
        if (hasBegun || outcome != null) {
            return;
        }
        boolean passedOn = false;
        for (Listener listener : List.copyOf(listeners)) {
            passedOn |= listener.isWithdrawn();
        }
        if (!passedOn) {
            end(Outcome.CANCELLED);
        }
    }

    /** Returns whether the token ends attempts alone, and is not passed on with a call. */
    public boolean endsAttemptsAlone() {
        return attemptsAlone;
    }

    /** Returns whether a policy may still make a further attempt: neither the work nor its attempts have ended. */
    public boolean mayRepeat() {
        return outcome == null && (attempts == null || attempts.mayRepeat());
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
                listener.onCancelled(reason);
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
            parent.unlisten(whole);
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
