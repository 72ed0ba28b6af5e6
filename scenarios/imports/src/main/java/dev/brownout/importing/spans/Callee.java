package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.spans.ImportedSpan.Target;
import java.util.Set;
import java.util.TreeSet;

/** Target of calls: an operation of a traced service, or a component that writes no spans. */
sealed interface Callee permits Operation, Callee.Outside {
    /** Returns the human-readable name. */
    String label();

    /** Returns the number of calls. */
    long callCount();

    /** Returns the number of failures that were not caused by a failed call of the callee itself. */
    long failed();

    /** Component known only from the spans of its callers: a database, a cache, a queue, or a service without spans. */
    final class Outside implements Callee {
        private final Target target;
        private final String operation;
        private final TookHistogram durations = new TookHistogram();
        private final Set<String> callers = new TreeSet<>();
        private long failed;

        Outside(Target target, String operation) {
            this.target = target;
            this.operation = operation;
        }

        void add(String caller, long micros, boolean failing) {
            callers.add(caller);
            durations.add(micros);
            failed += failing ? 1 : 0;
        }

        Target target() {
            return target;
        }

        /** Returns the name of the calling span, for services; otherwise an empty text. */
        String operation() {
            return operation;
        }

        Set<String> callers() {
            return callers;
        }

        /** Returns the durations of the calls as measured by the callers, in microseconds. */
        TookHistogram durations() {
            return durations;
        }

        @Override
        public String label() {
            return target.name() + (operation.isEmpty() ? target.write() ? " (write)" : " (read)" : " " + operation);
        }

        @Override
        public long callCount() {
            return durations.size();
        }

        @Override
        public long failed() {
            return failed;
        }
    }
}
