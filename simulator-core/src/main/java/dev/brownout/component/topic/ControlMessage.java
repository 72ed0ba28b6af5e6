package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.network.Link;

/**
 * A message between a consumer and a machine of the topic, for which no call waits and which no meter counts. It is
 * lost with the connection: when the process dies for which it is meant.
 */
final class ControlMessage extends Event {
    private final Host to;
    private final int incarnation;
    private final Runnable action;

    private ControlMessage(Host to, Runnable action) {
        this.to = to;
        this.incarnation = to.incarnation();
        this.action = action;
    }

    /**
     * Sends one.
     *
     * @param identity what the draws of its way depend on
     * @param action what happens there
     */
    static void send(TopicComponent topic, Host from, Host to, long identity, Runnable action) {
        if (from.state() == Host.State.DARK || from.state() == Host.State.CRASHED) {
            return;
        }
        long delayNanos = topic.link(from, to).delayNanos(identity, 0);
        if (delayNanos != Link.LOST) {
            topic.simulation().after(delayNanos, new ControlMessage(to, action), 0);
        }
    }

    @Override
    public void fire(int step) {
        if (to.incarnation() != incarnation) {
            return;
        }
        switch (to.state()) {
            case UP -> action.run();
            case PAUSED, HUNG -> to.defer(this, step);
            default -> {}
        }
    }
}
