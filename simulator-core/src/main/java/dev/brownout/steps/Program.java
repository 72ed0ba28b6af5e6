package dev.brownout.steps;

import dev.brownout.node.Census;
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
    final Census census;
    final int number;

    /**
     * Steps on a machine.
     *
     * @param number of the component, the detail of rejections
     * @param slots its workers; {@code null} for any number
     * @param census counts visits; {@code null} for nobody
     */
    Program(int number, Slots slots, Census census, Action[] actions) {
        this.number = number;
        this.slots = slots;
        this.census = census;
        this.actions = actions;
    }

    @Override
    public void call(Request request, Reply reply) {
        Visit visit = new Visit(this, request, reply);
        if (census != null) {
            census.enter();
        }
        if (slots == null) {
            visit.goOn();
        } else if (!slots.enter(visit)) {
            if (census != null) {
                census.leave();
            }
            reply.accept(Outcome.REJECTED, number);
        }
    }

    /**
     * Where work is done.
     *
     * @param cores of the machine
     * @param slots its workers; {@code null} for any number
     * @param census counts visits; {@code null} where a visit is part of another one
     */
    public record Workplace(Cores cores, Slots slots, Census census) {}
}
