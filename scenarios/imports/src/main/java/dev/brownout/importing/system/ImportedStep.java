package dev.brownout.importing.system;

import java.util.List;

/** Step of a request, an endpoint or a consumer of messages. */
public sealed interface ImportedStep {
    /**
     * Call of a component.
     *
     * @param verb such as {@code read}; empty for a component that the request passes on its path
     * @param target name of the component, with its endpoint if it has one
     * @param times number of calls, one after the other; at least 1
     * @param share probability of these calls
     * @param policies policies of each call in the syntax of the scenario language, the outermost first, such as
     *     {@code fallback: {}}; empty for none
     */
    record Call(String verb, String target, long times, double share, String policies, String origin)
            implements ImportedStep {
        /** Creates calls without policies. */
        public Call(String verb, String target, long times, double share, String origin) {
            this(verb, target, times, share, "", origin);
        }

        /** Creates a single call that is always made. */
        public Call(String verb, String target, String origin) {
            this(verb, target, 1, 1, origin);
        }
    }

    /**
     * Work on a core of the component.
     *
     * @param distribution distribution of the work, in the syntax of the scenario language
     */
    record Work(String distribution, String origin) implements ImportedStep {}

    /** Concurrent calls. */
    record Parallel(List<ImportedStep> calls, String origin) implements ImportedStep {
        /** Copies the list. */
        public Parallel {
            calls = List.copyOf(calls);
        }
    }

    /** Random choice of an alternative. The shares of all alternatives add up to 1. */
    record Choice(List<Alternative> alternatives, String origin) implements ImportedStep {
        /** Copies the list. */
        public Choice {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * Alternative of a choice.
     *
     * @param millionths its probability in parts per million
     */
    record Alternative(long millionths, List<ImportedStep> steps) {
        /** Copies the list. */
        public Alternative {
            steps = List.copyOf(steps);
        }
    }

    /** Comment on the next step. */
    record Note(String text) implements ImportedStep {}
}
