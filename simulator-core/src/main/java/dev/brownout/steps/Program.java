package dev.brownout.steps;

import dev.brownout.node.Cores;
import dev.brownout.node.Slots;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * What a machine does for a class of requests: its steps in order, under a worker where the machine has a limited
 * number.
 */
public final class Program implements Service {
    final Action[] actions;
    final Slots slots;
    final int number;

    /**
     * Steps on a machine.
     *
     * @param number of the component, the detail of rejections
     * @param slots its workers; {@code null} for any number
     */
    Program(int number, Slots slots, Action[] actions) {
        this.number = number;
        this.slots = slots;
        this.actions = actions;
    }

    @Override
    public void call(Request request, Reply reply) {
        Visit visit = new Visit(this, request, reply);
        if (slots == null) {
            visit.goOn();
        } else if (!slots.enter(visit)) {
            reply.accept(Outcome.REJECTED, number);
        }
    }

    /** Where work is done: the cores of a machine, and whether they may turn work away. */
    public record Workplace(Cores cores, Slots slots) {}
}
