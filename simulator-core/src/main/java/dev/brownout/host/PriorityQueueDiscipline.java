package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import java.util.function.LongConsumer;

/** Non-preemptive priority queue, first come first served within a priority (Cobham 1954). */
final class PriorityQueueDiscipline extends FifoQueue {
    private final FifoQueue[] ranks;

    PriorityQueueDiscipline(Simulation simulation, Host host, TimeWeighted length, boolean timesOut, int ranks) {
        super(simulation, host, length, timesOut);
        this.ranks = new FifoQueue[ranks];
        for (int i = 0; i < ranks; i++) {
            this.ranks[i] = new FifoQueue(simulation, host, length);
        }
    }

    @Override
    boolean inOrder() {
        return false;
    }

    @Override
    void join(Task task) {
        ranks[task.rank()].join(task);
    }

    @Override
    void part(Task task) {
        ranks[task.rank()].part(task);
    }

    @Override
    Task poll() {
        for (FifoQueue rank : ranks) {
            Task first = rank.peek();
            if (first != null) {
                remove(first);
                return first;
            }
        }
        return null;
    }

    @Override
    void eachWaiting(LongConsumer since) {
        for (FifoQueue rank : ranks) {
            rank.eachWaiting(since);
        }
    }

    @Override
    void clear() {
        for (FifoQueue rank : ranks) {
            rank.clear();
        }
        super.clear();
    }
}
