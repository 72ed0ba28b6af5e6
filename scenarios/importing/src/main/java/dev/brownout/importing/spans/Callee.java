package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.spans.ImportedSpan.Target;
import java.util.Set;
import java.util.TreeSet;

/** What is called: an operation of a service that writes spans itself, or something outside of what is traced. */
sealed interface Callee permits Operation, Callee.Outside {
    /** What people call it. */
    String label();

    /** How often it was asked. */
    long asked();

    /** How often that failed, of itself and not because something that it called did. */
    long failed();

    /** Something of which only its callers tell: a database, a cache, a queue, a service without spans. */
    final class Outside implements Callee {
        private final Target target;
        private final String operation;
        private final TookHistogram took = new TookHistogram();
        private final Set<String> callers = new TreeSet<>();
        private long failed;

        Outside(Target target, String operation) {
            this.target = target;
            this.operation = operation;
        }

        void add(String caller, long micros, boolean failing) {
            callers.add(caller);
            took.add(micros);
            failed += failing ? 1 : 0;
        }

        Target target() {
            return target;
        }

        /** Of services: what the calling span is called. */
        String operation() {
            return operation;
        }

        Set<String> callers() {
            return callers;
        }

        /** How long its callers waited for it, in microseconds. */
        TookHistogram took() {
            return took;
        }

        @Override
        public String label() {
            return target.name() + (operation.isEmpty() ? target.write() ? " (write)" : " (read)" : " " + operation);
        }

        @Override
        public long asked() {
            return took.size();
        }

        @Override
        public long failed() {
            return failed;
        }
    }
}
