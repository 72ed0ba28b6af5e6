package dev.brownout.page;

import dev.brownout.format.Sentences;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.spec.SpecFields;
import java.util.List;
import java.util.Map;

/**
 * A fault that a page offers for a target.
 *
 * @param verb the verb in the scenario language
 * @param label the label of a button
 * @param arguments the arguments after the target, with a leading space; empty for none
 * @param lasting whether it lasts for a time
 */
record FaultVerb(String verb, String label, String arguments, boolean lasting) {
    /** Faults of nodes and components. A scenario accepts some of them for each component. */
    static final List<FaultVerb> OF_COMPONENTS = List.of(
            new FaultVerb("crash", "Crash", "", true),
            new FaultVerb("power-off", "Power off", "", true),
            new FaultVerb("hang", "Hang", "", true),
            new FaultVerb("pause", "Pause", "", true),
            new FaultVerb("slow", "Slow x10", " x10", true),
            new FaultVerb("errors", "Fail 20 %", " 20%", true),
            new FaultVerb("blackhole", "Drop traffic", "", true),
            new FaultVerb("drain", "Drain", "", true),
            new FaultVerb("restart", "Restart", "", false),
            new FaultVerb("clock-jump", "Clock back 50 ms", " -50ms", true),
            new FaultVerb("purge", "Purge", "", false));

    /** Fault of a component that keeps data only for speed. */
    static final FaultVerb OF_CACHES = new FaultVerb("flush", "Flush", "", false);

    /** Faults of calls between two components. */
    static final List<FaultVerb> OF_CALLS = List.of(
            new FaultVerb("partition", "Partition", "", true),
            new FaultVerb("partition", "Partition one way", " one-way", true));

    /** Faults of the connection of two regions. */
    static final FaultVerb OF_REGION_PAIRS = new FaultVerb("partition", "Partition", "", true);

    /** Faults of the link between two regions. */
    static final FaultVerb OF_REGION_LINKS = new FaultVerb("degrade", "Add 100 ms", " latency=+100ms", true);

    /** Faults of all users. */
    static final FaultVerb OF_USERS = new FaultVerb("traffic", "Traffic x3", " x3", true);

    /** Returns the sentence without its time and duration. */
    String sentence(String target) {
        return verb + (target.isEmpty() ? "" : " " + target) + arguments;
    }

    /** Returns the fault of a target as plain data. */
    Map<String, Object> view(String target, boolean node, Vocabulary vocabulary) {
        String help = vocabulary
                .fault(verb)
                .map(type -> Sentences.leading(SpecFields.of(type).sentence(), 0))
                .orElse("");
        return PageJson.object(
                "verb", verb,
                "label", label,
                "sentence", sentence(target),
                "help", help,
                "node", node,
                "lasting", lasting);
    }

    /** Returns the fault with a text after its label, such as the other of two regions. */
    FaultVerb labelled(String more) {
        return new FaultVerb(verb, label + " " + more, arguments, lasting);
    }
}
