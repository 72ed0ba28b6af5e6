package dev.brownout.node;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.TimeWeighted;

/** The most important first, equals in the order in which they came; nobody is interrupted (Cobham 1954). */
final class PriorityLine extends Line {
    private final Line[] ranks;

    PriorityLine(Simulation simulation, Host host, TimeWeighted length, boolean impatient, int ranks) {
        super(simulation, host, length, impatient);
        this.ranks = new Line[ranks];
        for (int i = 0; i < ranks; i++) {
            this.ranks[i] = new Line(simulation, host, length);
        }
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
        for (Line rank : ranks) {
            Task first = rank.peek();
            if (first != null) {
                remove(first);
                return first;
            }
        }
        return null;
    }

    @Override
    void clear() {
        for (Line rank : ranks) {
            rank.clear();
        }
        super.clear();
    }
}
