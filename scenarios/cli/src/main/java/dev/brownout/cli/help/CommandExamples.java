package dev.brownout.cli.help;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Example command lines for the help and the manual page of each command. */
public final class CommandExamples {
    /** Lines of a command, a colon and an example; the most common example of a command comes first. */
    private static final String EXAMPLES = """
            brownout: brownout list
            brownout: brownout run hello-world
            brownout: brownout learn
            brownout run: brownout run retry-storm
            brownout run: brownout run mine.yaml --set web.nodes=4 --out report
            brownout run: brownout run mine.yaml --watch
            brownout learn: brownout learn
            brownout learn: brownout learn 5
            brownout grade: brownout grade submissions --assignment two-servers --out grades
            brownout grade: brownout grade kim.yaml --assignment homework.yaml
            brownout grade: brownout grade --assignment homework.yaml --start --student kim
            brownout replicate: brownout replicate capacity-plan
            brownout replicate: brownout replicate mine.yaml -n 100 --out report
            brownout compare: brownout compare power-of-two-choices
            brownout compare: brownout compare old.yaml new.yaml --details
            brownout sweep: brownout sweep capacity-plan
            brownout sweep: brownout sweep mine.yaml --vary web.nodes=2..16 --out report
            brownout sweep: brownout sweep mine.yaml --vary web.nodes=2..16 -n 10 --frontier
            brownout capacity: brownout capacity mine.yaml --vary load
            brownout capacity: brownout capacity capacity-plan --vary web.nodes=8..14
            brownout capacity: brownout capacity mine.yaml --vary web.nodes=2..16 --minimise all.cost
            brownout tune: brownout tune retry-storm --vary requests.page.retry.budget=1%..100%
            brownout tune: brownout tune mine.yaml --vary web.queue=10..1000 --vary requests.page.timeout=100ms..5s
            brownout falsify: brownout falsify mine.yaml --out found
            brownout falsify: brownout falsify mine.yaml --faults crash,slow,zone-outage --at-once 2
            brownout falsify: brownout falsify mine.yaml --vary load=50/s..100/s --time 10m --out found
            brownout stability: brownout stability mine.yaml --vary load=1/s..9/s --trigger params.lost=1..5 --within 5m
            brownout stability: brownout stability mine.yaml --vary load=9/s --trigger faults.out.for=0s..9s --within 1m
            brownout reliability: brownout reliability spare-capacity
            brownout reliability: brownout reliability mine.yaml --years 3 --risk 1% --out report
            brownout merge: brownout merge part-1 part-2 --out report
            brownout serve: brownout serve
            brownout serve: brownout serve mine.yaml --port 0
            brownout serve: brownout serve --class --bind 0.0.0.0
            brownout mcp: brownout mcp
            brownout mcp: brownout mcp --folder scenarios
            brownout list: brownout list
            brownout list: brownout list stale reads
            brownout list: brownout list databases --long
            brownout show: brownout show retry-storm
            brownout show: brownout show mine.yaml --resolved
            brownout show: brownout show mine.yaml --diagram mermaid
            brownout new: brownout new mine.yaml
            brownout new: brownout new shop --from black-friday
            brownout import: brownout import log access.log --out mine.yaml
            brownout import: brownout import k8s manifests --out mine.yaml
            brownout import: brownout import spans traces.json --out mine.yaml
            brownout import log: brownout import log access.log --out mine.yaml
            brownout import log: brownout import log access.log.gz --format combined
            brownout import spans: brownout import spans traces.json --out mine.yaml
            brownout import prometheus: brownout import prometheus range.json --out mine.yaml
            brownout import compose: brownout import compose compose.yaml --env-file .env --out mine.yaml
            brownout import k8s: brownout import k8s manifests --out mine.yaml
            brownout import resilience4j: brownout import resilience4j application.yaml --out mine.yaml
            brownout validate: brownout validate mine.yaml
            brownout validate: brownout validate mine.yaml --run
            brownout baseline: brownout baseline save mine.yaml
            brownout baseline: brownout baseline check mine.yaml
            brownout baseline save: brownout baseline save mine.yaml
            brownout baseline check: brownout baseline check mine.yaml
            brownout calibrate: brownout calibrate access.log --loop open --out fitted
            brownout calibrate: brownout calibrate low.log --hold-out high.log --loop open
            brownout verify: brownout verify
            brownout verify: brownout verify --only 'q.mm1.*' --verbose
            brownout explain: brownout explain sticky session
            brownout explain: brownout explain cache parameters
            brownout explain: brownout explain mine.yaml
            brownout schema: brownout schema
            brownout schema: brownout schema --result
            brownout prices: brownout prices
            brownout prices: brownout prices mine.yaml
            brownout help: brownout help
            brownout help: brownout help run
            """;

    private CommandExamples() {}

    /** Returns the examples of a command: complete command lines. */
    public static List<String> examples(CommandSpec command) {
        String start = command.qualifiedName() + ": ";
        return EXAMPLES.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
