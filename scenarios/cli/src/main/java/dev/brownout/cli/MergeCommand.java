package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.text.OptionException;
import dev.brownout.cli.text.TableForm;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.TrialExecutor;
import dev.brownout.experiment.frontier.FrontierRequest;
import dev.brownout.experiment.shard.MergedShards;
import dev.brownout.experiment.spec.FrontierOptions;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.sentence.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that merges the shards of an experiment that were run with {@code --shard}. */
@Command(
        description = "Merge the shards of an experiment (option --shard).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":merged; of replications: PASS",
            ExitCode.VIOLATED + ":merged; of replications: FAIL",
            ExitCode.BAD_INPUT + ":bad input or usage; a missing, incomplete or contradictory run",
            ExitCode.INTERNAL_ERROR_LINE
        })
final class MergeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "output folder of each shard")
    private List<Path> folders;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "write report, charts, table and results to this new folder")
    private Path out;

    private RecordOptions<FrontierOptions> frontier;

    private MergeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns the command. */
    static CommandSpec command(Terminal terminal) {
        MergeCommand command = new MergeCommand(terminal);
        CommandSpec merge = CommandSpec.forAnnotatedObject(command);
        command.frontier = new RecordOptions<>(FrontierOptions.class, merge);
        return merge;
    }

    @Override
    public Integer call() throws UsageException {
        for (Path folder : folders) {
            if (areSame(folder, out)) {
                throw new OptionException(
                        spec.commandLine(), "--out {} is the folder of a shard; expected another folder", out);
            }
        }
        Optional<FrontierRequest> request = frontierRequest();
        long startedAt = System.nanoTime();
        MergedShards merged = MergedShards.of(folders, Version.number(), terminal::warn);
        OutputOptions outputOptions = merged.experiment().text().options();
        if (Arrays.stream(TableForm.values()).noneMatch(form -> form.name().equals(outputOptions.form()))) {
            throw new UsageException(
                    "brownout: {} was changed: '{}' is not an output format", folders.get(0), outputOptions.form());
        }
        merged.check();
        CommandLog.phase("read", startedAt, folders.size() + " folders");
        try (ExperimentFolder folder = ExperimentFolder.openLocked(out, OutputTarget.of(terminal, spec))) {
            merged.copy(folder.trials());
            Execution execution =
                    Execution.withDefaults().withStore(folder.store()).withExecutor(MergeCommand::refuse);
            return new ExperimentOutput(terminal, folder, outputOptions, execution)
                    .run(merged.experiment().planned(), request);
        }
    }

    private Optional<FrontierRequest> frontierRequest() {
        try {
            return frontier.read().request(frontier::name);
        } catch (InvalidValueException wrong) {
            throw new OptionException(spec.commandLine(), wrong.sentence());
        }
    }

    /** Rejects a batch with runs: all results exist after a merge, so no run may be left. */
    private static void refuse(TrialExecutor.Batch batch) {
        if (!batch.trials().isEmpty()) {
            throw new ExperimentException("a result was deleted during the merge");
        }
    }

    private static boolean areSame(Path one, Path two) {
        try {
            return one.toRealPath().equals(two.toRealPath());
        } catch (IOException none) {
            return false;
        }
    }
}
