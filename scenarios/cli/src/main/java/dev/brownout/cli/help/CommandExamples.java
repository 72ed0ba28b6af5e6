package dev.brownout.cli.help;

import dev.brownout.experiment.catalog.ExperimentCatalog;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.spec.SpecFields;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Example command lines for the help and the manual page of each command. */
public final class CommandExamples {
    /**
     * Lines of a command that is no experiment, a colon and an example; the most common example of a command comes
     * first, unless it needs the output of others.
     */
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
            brownout merge: brownout sweep mine.yaml --vary web.nodes=2..8 --shard 1/2 --out part-1
            brownout merge: brownout sweep mine.yaml --vary web.nodes=2..8 --shard 2/2 --out part-2
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
            brownout import compose: brownout import compose compose.yaml --env-file .env --out mine.yaml
            brownout import nginx: brownout import nginx nginx.conf --out mine.yaml
            brownout import haproxy: brownout import haproxy haproxy.cfg --out mine.yaml
            brownout import terraform: brownout import terraform plan.json --out mine.yaml
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
            brownout prices: brownout prices my-prices.yaml
            brownout help: brownout help
            brownout help: brownout help run
            """;

    private CommandExamples() {}

    /** Returns the examples of a command: complete command lines. */
    public static List<String> examples(CommandSpec command) {
        String start = command.qualifiedName() + ": ";
        return Stream.concat(EXAMPLES.lines(), experiments())
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private static Stream<String> experiments() {
        return ExperimentCatalog.ALL.stream()
                .flatMap(type -> Arrays.stream(
                                type.getAnnotation(CommandForm.class).examples())
                        .map(example -> "brownout " + SpecFields.kind(type).orElseThrow() + ": brownout " + example));
    }
}
