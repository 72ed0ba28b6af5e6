package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.text.OptionException;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.InputFiles;
import dev.brownout.importing.check.ImportCheck;
import dev.brownout.importing.compose.ImportedCompose;
import dev.brownout.importing.k8s.ImportedManifests;
import dev.brownout.importing.log.ImportedLog;
import dev.brownout.importing.prometheus.ImportedRanges;
import dev.brownout.importing.proxy.ImportedHaproxy;
import dev.brownout.importing.proxy.ImportedNginx;
import dev.brownout.importing.recognition.RecognizedImport;
import dev.brownout.importing.resilience4j.ImportedPolicies;
import dev.brownout.importing.spans.ImportedSpans;
import dev.brownout.importing.terraform.ImportedTerraform;
import dev.brownout.io.OutputFile;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that creates scenarios from logs, spans, metrics and configuration files of real systems. */
@Command(
        name = "import",
        description = "Create a scenario from logs, traces, metrics or configuration.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
final class ImportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "files of one system in any format of the commands below, or folders with them")
    private List<String> recognized = List.of();

    @Mixin
    private Out destination;

    /** Imports files of any format. */
    @Override
    public Integer call() throws UsageException {
        if (recognized.isEmpty()) {
            throw new OptionException(
                    spec.commandLine(),
                    "missing source; expected FILE or one of {}",
                    String.join(", ", new TreeSet<>(spec.subcommands().keySet())));
        }
        if (recognized.contains("-")) {
            throw new OptionException(
                    spec.commandLine(), "standard input needs the name of its format, as in 'brownout import log -'");
        }
        List<String> inputs =
                recognized.stream().filter(file -> !isFolder(file)).toList();
        List<String> found =
                expanded(recognized.stream().filter(ImportCommand::isFolder).toList());
        List<String> all = Stream.concat(inputs.stream(), found.stream()).toList();
        return importScenario(
                all, () -> RecognizedImport.read(InputFiles.sources(inputs), InputFiles.sources(found)), destination);
    }

    @Command(
            name = "log",
            description =
                    "Create a scenario from access logs or results of load generators: load over time, routes, key"
                            + " distribution, response times. Each value has a comment with its origin. No user,"
                            + " address, query or id is copied.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:created",
                ExitCode.BAD_INPUT + ":bad input or usage; less than 95 %% of the lines are understood",
                ExitCode.INTERNAL_ERROR_LINE
            })
    int log(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "logs, plain or compressed with gzip, in any order; - for standard input")
                    List<String> files,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            description =
                                    "combined, common, alb, elb, s3, haproxy, envoy, istio, ingress-nginx, traefik,"
                                            + " w3c, json, logfmt, the text of a log_format of nginx or a LogFormat of"
                                            + " Apache, or 'tomcat:' and a pattern of Tomcat 9; default: detected")
                    String format,
            @Mixin Out out)
            throws UsageException {
        return importScenario(
                files, () -> ImportedLog.read(InputFiles.sources(files), Optional.ofNullable(format)), out);
    }

    @Command(
            name = "spans",
            description =
                    "Create a scenario from spans, in the JSON of OpenTelemetry (OTLP), Jaeger or Zipkin: call graph,"
                            + " order and number of calls, service times. Each value has a comment with its origin. Of"
                            + " the attributes only names of services, databases and queues are copied.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:created",
                ExitCode.BAD_INPUT + ":bad input or usage; less than 95 %% of the spans are understood",
                ExitCode.INTERNAL_ERROR_LINE
            })
    int spans(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "spans, plain or compressed with gzip, in any order; - for standard input")
                    List<String> files,
            @Mixin Out out)
            throws UsageException {
        return importScenario(files, () -> ImportedSpans.read(InputFiles.sources(files)), out);
    }

    @Command(
            name = "prometheus",
            description =
                    "Create a scenario from responses of Prometheus range queries: load over time, distributions from"
                            + " histograms, replicas and CPU. Each value has a comment with its origin. Unused metrics"
                            + " are listed.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
    int prometheus(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "responses of /api/v1/query_range, plain or compressed with gzip; - for"
                                    + " standard input")
                    List<String> files,
            @Mixin Out out)
            throws UsageException {
        return importScenario(files, () -> ImportedRanges.read(InputFiles.sources(files)), out);
    }

    @Command(
            name = "compose",
            description =
                    "Create a scenario from compose files: services, replicas, cores, health checks, call graph. Each"
                            + " value has a comment with its origin. No value of a variable is copied.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
    int compose(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "compose files; later files override earlier ones; - for standard input")
                    List<String> files,
            @Option(
                            names = "--env-file",
                            paramLabel = "FILE",
                            description = "variables of the compose files, such as .env; used for hosts and images,"
                                    + " not copied; later files override earlier ones")
                    List<String> variables,
            @Mixin Out out)
            throws UsageException {
        List<String> set = variables == null ? List.of() : variables;
        List<String> all = Stream.concat(files.stream(), set.stream()).toList();
        return importScenario(all, () -> ImportedCompose.read(InputFiles.sources(files), InputFiles.sources(set)), out);
    }

    @Command(
            name = "k8s",
            description = "Create a scenario from manifests of Kubernetes and Istio: workloads, services, autoscalers,"
                    + " probes, limits. Each value has a comment with its origin. No secret or variable is copied.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
    int kubernetes(
            @Parameters(
                            paramLabel = "FILE|DIR",
                            arity = "1..*",
                            description = "manifests, or folders with manifests; - for standard input")
                    List<String> files,
            @Mixin Out out)
            throws UsageException {
        List<String> all = expanded(files);
        return importScenario(all, () -> ImportedManifests.read(InputFiles.sources(all)), out);
    }

    @Command(
            name = "nginx",
            description =
                    "Create a scenario from a configuration of nginx: upstreams, weights, failures, timeouts, rate"
                            + " limits. Each value has a comment with its origin.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
    int nginx(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "nginx.conf, and included files in other folders; - for standard input")
                    List<String> files,
            @Mixin Out out)
            throws UsageException {
        return importScenario(files, () -> ImportedNginx.read(InputFiles.sources(files)), out);
    }

    @Command(
            name = "haproxy",
            description =
                    "Create a scenario from a configuration of HAProxy: backends, weights, health checks, timeouts,"
                            + " retries. Each value has a comment with its origin.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
    int haproxy(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "haproxy.cfg; several files as with several options -f; - for standard input")
                    List<String> files,
            @Mixin Out out)
            throws UsageException {
        return importScenario(files, () -> ImportedHaproxy.read(InputFiles.sources(files)), out);
    }

    @Command(
            name = "resilience4j",
            description =
                    "Create a scenario from the configuration of a Spring Boot application: policies of Resilience4j,"
                            + " threads, pools, timeouts. Each value has a comment with its origin.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
    int resilience4j(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "application.yaml, application.properties and files of profiles; later"
                                    + " files override earlier ones; - for standard input")
                    List<String> files,
            @Option(
                            names = "--profile",
                            paramLabel = "NAME",
                            split = ",",
                            description = "active profiles of Spring; default: those that the files activate")
                    List<String> profiles,
            @Mixin Out out)
            throws UsageException {
        List<String> active = profiles == null ? List.of() : profiles;
        return importScenario(files, () -> ImportedPolicies.read(InputFiles.sources(files), active), out);
    }

    private static boolean isFolder(String file) {
        return Files.isDirectory(Path.of(file));
    }

    private static List<String> expanded(List<String> files) throws UsageException {
        try {
            return InputFiles.inFolders(files);
        } catch (ImportException impossible) {
            throw UsageException.of(
                    ("brownout: " + impossible.getMessage()).lines().toList());
        }
    }

    @Command(
            name = "terraform",
            description = "Create a scenario from resources of AWS in the output of 'terraform show -json': balancers,"
                    + " servers, autoscaling, databases, queues. Each value has a comment with its origin.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
    int terraform(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "outputs of 'terraform show -json' for plans or states; - for standard input")
                    List<String> files,
            @Mixin Out out)
            throws UsageException {
        return importScenario(files, () -> ImportedTerraform.read(InputFiles.sources(files)), out);
    }

    /** Option for the destination of a scenario. */
    private static final class Out {
        @Option(names = "--out", paramLabel = "FILE", description = "output file; default: standard output")
        private Path file;
    }

    /** Import that creates a scenario. An impossible import throws an exception with a message for the user. */
    @FunctionalInterface
    private interface ScenarioImport {
        ImportResult create() throws ImportException;
    }

    private int importScenario(List<String> read, ScenarioImport making, Out out) throws UsageException {
        read.forEach(file -> CommandLog.info("reads {}", file));
        long startedAt = System.nanoTime();
        try {
            ImportResult imported = making.create();
            CommandLog.phase("read", startedAt, read.size() + " files");
            try (OutputFile file = out.file == null ? null : OutputFile.open(out.file)) {
                refuseInvalid(imported.scenario());
                ImportResult checked = ImportCheck.checked(imported);
                checked.summary().forEach(terminal.err()::println);
                write(checked.scenario(), file);
            } catch (IOException e) {
                throw OutputTarget.unwritable(out.file, e);
            }
            if (out.file != null) {
                terminal.err().println("wrote " + out.file);
            }
            return ExitCode.SUCCESS;
        } catch (InvalidScenarioException wrong) {
            String origin = String.join(", ", read);
            throw new UsageException(wrong.all().stream()
                    .filter(problem -> !problem.warning())
                    .map(problem -> problem.withOrigin(origin))
                    .toList());
        } catch (ImportException impossible) {
            throw UsageException.of(
                    ("brownout: " + impossible.getMessage()).lines().toList());
        } catch (StackOverflowError deep) {
            throw new UsageException("brownout: {}: nested too deeply", String.join(", ", read));
        }
    }

    /**
     * Rejects a scenario that {@code validate} would reject, with the affected lines, which contain the origin of their
     * values.
     */
    private static void refuseInvalid(String scenario) throws InvalidScenarioException {
        new Loader(new ShippedLibrary())
                .load("imported", scenario, Overrides.NONE)
                .check(Overrides.NONE);
    }

    private void write(String scenario, OutputFile file) throws IOException {
        if (file == null) {
            terminal.output().print(scenario);
            terminal.output().flush();
        } else {
            file.stream().write(scenario.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }
}
