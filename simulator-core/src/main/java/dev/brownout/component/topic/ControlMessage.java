package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.network.Link;

/**
 * Single message between a consumer and a broker, without a response and without call metrics. It is lost with its
 * connection if the receiving process dies.
 */
final class ControlMessage extends Event {
    private final Host receiver;
    private final int incarnation;
    private final Runnable action;

    private ControlMessage(Host to, Runnable action) {
        this.receiver = to;
        this.incarnation = to.incarnation();
        this.action = action;
    }

    /**
     * Sends a message. It is lost if the sender is down or the link drops it.
     *
     * @param identity seed of the random network delay
     * @param action executed on arrival
     */
    static void send(TopicComponent topic, Host from, Host to, long identity, Runnable action) {
        if (from.state() == Host.State.DARK || from.state() == Host.State.CRASHED) {
            return;
        }
        long delayNanos = topic.link(from, to).delayNanos(identity, 0);
        if (delayNanos != Link.LOST) {
            topic.simulation().scheduleAfter(delayNanos, new ControlMessage(to, action), 0);
        }
    }

    /** Sends a message to the coordinator of a group. It has no effect if another broker coordinates the group then. */
    static void sendToCoordinator(
            TopicComponent topic, Host from, ConsumerGroup group, long identity, Runnable action) {
        Host to = group.coordinator();
        send(topic, from, to, identity, () -> {
            if (group.coordinator() == to) {
                action.run();
            }
        });
    }

    @Override
    public void fire(int step) {
        if (receiver.incarnation() != incarnation) {
            return;
        }
        switch (receiver.state()) {
            case UP -> action.run();
            case PAUSED, HUNG -> receiver.defer(this, step);
            default -> {}
        }
    }
}
