package dev.brownout.language;

import java.util.List;

/** Every section of a file, with the keys of what stands in it where those are not the parameters of a record. */
final class SectionForms {
    private static final String TEXT = "a text of at most " + Legible.MOST_OF_A_TEXT + " characters";

    static final List<Form> ALL = List.of(
            Form.of("version", "Version of the language.", "version: 1"),
            Form.of(
                    "scenario",
                    "The title: a line of at most " + Legible.MOST_OF_A_TITLE + " characters.",
                    "scenario: A data centre goes dark"),
            Form.of("about", "What the scenario asks and teaches, for people.", """
                            about:
                              question: How long are writes down, and what is lost?
                              lesson: A promise of durability costs a round trip.
                            """)
                    .with("question", TEXT, "What it asks.")
                    .with("lesson", TEXT, "What it teaches."),
            Form.of(
                    "use",
                    "A file, or a scenario of the library, over which this one is laid: maps are merged, lists and"
                            + " values replaced, and an empty value deletes.",
                    "use: load-balancer"),
            Form.of("run", "How long the scenario runs: a duration, or a map.", """
                    run: { duration: 20m, warmup: 30s, seed: 11 }
                    """),
            Form.of(
                            "params",
                            "Values with a name, for $name and $(name * 4) anywhere, and for --param: values or maps.",
                            """
                            params:
                              peak: { default: 1k/s, range: 10/s..5k/s, help: requests per second in the sale }
                              ttl: 20s
                            load: ramp(10/s $peak over=2m)
                            """)
                    .with("default", "a value", "What it is unless somebody says otherwise.")
                    .with("range", "two amounts, such as 10/s..1k/s", "Between which it must lie, both ends included.")
                    .with("choices", "a list of values", "Of which it must be one.")
                    .with("help", "a text", "What it is, for people."),
            Form.of("regions", "Places with machines and users of their own, by name; none is one data centre.", """
                    regions:
                      east: { at: us-east, users: 60% }
                      west: { at: us-west, users: 40% }
                    components:
                      web: { kind: server, regions: [east, west] }
                    """),
            Form.of("network", "The links between machines; none for no network at all.", """
                    network: { rtt: 0.5ms, last_mile: 20ms }
                    """),
            Form.of(
                            "components",
                            "The parts of the system, by name: a kind, and its parameters; at most 5000, with 50000"
                                    + " machines in all.",
                            """
                            components:
                              lb: { kind: load-balancer }
                              web: { kind: server, nodes: 2, zones: 2 }
                            """)
                    .with("kind", "a kind", "What it is; everything else depends on it.")
                    .with("regions", "a list of regions", "Where it stands: stamped once in each; by default nowhere.")
                    .with(
                            "zones",
                            "a whole number, at least 1, at most 999",
                            "Zones of a region over which its machines are spread in turn; by default 1.")
                    .with(
                            "mtbf",
                            "a duration, or a distribution of durations",
                            "How long a machine works before it fails by chance: a duration is the mean of exponential"
                                    + " times; by default none fails.")
                    .with(
                            "mttr",
                            "a duration, or a distribution of durations",
                            "How long its repair takes: likewise; by default 10m.")
                    .with(
                            "repair_crews",
                            "a whole number, at least 1, or unlimited",
                            "How many machines can be repaired at the same time; by default unlimited.")
                    .with(
                            "fails_by",
                            "crash, power-off, blackhole, hang or pause",
                            "What a failure is; by default crash.")
                    .with(
                            "needs",
                            "a whole number, at least 1, or none",
                            "How many machines must work; the metric enough is the share of the time in which they"
                                    + " do."),
            Form.of(
                    "load",
                    "How many requests arrive, shared out by the requests' shares: a rate, a load, or a list of them"
                            + " one after another.",
                    "load: [ramp(100/s 500/s over=1m), 500/s]"),
            Form.of("requests", "What users do, by name.", """
                    requests:
                      read: { share: 90%, key: zipf(1.0 100k), path: [web, cache, db] }
                      save: { share: 10%, timeout: 2s, steps: [web, write: db] }
                    """),
            Form.of("faults", "What breaks, and when: sentences, or the long form of the same.", """
                            faults:
                              - at 2m: crash web/1 for 30s as outage
                              - { at: 3m, do: slow, target: web/2, factor: x10, for: 20s, as: limp }
                            """)
                    .with("at", "a time from the start of the run", "When it begins.")
                    .with("do", "a verb", "What happens; its arguments stand beside it by their names.")
                    .with("target", "a selector, such as web/1 or region/east", "What it hits.")
                    .with("other", "a selector", "The other end of a link or a partition.")
                    .with("for", "a duration", "How long it holds; by default until the end of the run.")
                    .with("as", "a name", "What relations call it; by default fault, for the first of them."),
            Form.of("sla", "Assertions by name, each a relation that must hold, or the run exits 99.", """
                    sla:
                      site up: availability >= 99.9%
                      fast: page.p99 < 400ms during outage
                    """),
            Form.of("predict", "Numbers foretold by name, compared with what is measured in the first variant.", """
                    predict:
                      all users: availability ~ 97.5% +/- 1%
                    """),
            Form.of(
                    "charts",
                    "What is drawn over time: a metric, by region, node, component or cause (failed alone), or against"
                            + " another; some variant must have it, for every step of time.",
                    """
                    charts: [availability, page.latency by region, web.utilization vs load]
                    """),
            Form.of(
                    "price_list",
                    "What components cost, by kind and by what is billed, over the price list that 'brownout prices'"
                            + " prints; the name of a file instead of that list, or none.",
                    """
                    price_list:
                      server: { cores: $0.03/h }
                      dns: { queries: $0.60/M }
                    sla:
                      affordable: all.cost_per_hour <= $2/h
                    """),
            Form.of("variants", "The same scenario with differences, by name, side by side on the same draws.", """
                            sla:
                              fast: page.p99 < 400ms
                            variants:
                              plain: {}
                              small: { set: { web.nodes: 1 }, faults: [at 1m: slow web/1 x10], breaks: [fast] }
                            """)
                    .with("set", "a map from paths to values", "What is different, such as web.nodes: 1.")
                    .with("faults", "a list of faults", "What breaks besides.")
                    .with("breaks", "a list of names", "Exactly the assertions that must be missed."),
            Form.of(
                    "sweep",
                    "Settings that 'brownout sweep' varies where it says nothing else, by their paths: a range, a range"
                            + " in so many steps, or a list.",
                    """
                    sweep: { web.nodes: 2..8, load: 100/s..500/s/4 }
                    """));

    private SectionForms() {}

    /** The keys of what stands in a section. */
    static List<String> keys(String section) {
        return Forms.arguments(ALL, section).stream().map(Form.Argument::name).toList();
    }
}
