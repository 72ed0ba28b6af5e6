package dev.brownout.cli;

import dev.brownout.cli.screen.Screen;
import dev.brownout.cli.text.ExperimentPage;
import dev.brownout.experiment.ComparisonPlan;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ReplicationPlan;
import dev.brownout.experiment.SweepPlan;
import dev.brownout.experiment.TrialPlan;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.export.Dataset;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.language.ScenarioFile;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How what came of an experiment is told, on standard output and in its folder.
 *
 * @param folder of the experiment, or none
 * @param told in which form, and as found by which command
 * @param execution how it is run
 */
record ExperimentOutput(Terminal terminal, ExperimentFolder folder, OutputOptions told, Execution execution) {
    /** Runs an experiment and tells what came of it; the exit code of the command. */
    int run(TrialPlan plan) throws UsageException {
        if (plan instanceof SweepPlan sweep) {
            return SweepCommand.tell(sweep, this);
        }
        if (plan instanceof ReplicationPlan replications) {
            return ReplicateCommand.tell(replications, Optional.empty(), this);
        }
        return CompareCommand.tell((ComparisonPlan) plan, this);
    }

    /** Runs a part of an experiment, of which alone nothing is told but how much there is; the exit code. */
    int run(DescribedExperiment experiment, Shard shard, Path out) {
        OutputOptions whole = new OutputOptions(told.command(), told.form(), told.details(), shard.of());
        int runs = shard.among(experiment.trials()).size();
        int ended = folder.run(shard, experiment.told(whole), execution);
        if (interrupted()) {
            terminal.interrupted(ended, runs, "runs");
            return ExitCode.INTERRUPTED;
        }
        Screen screen = told.form().equals(TableForm.text.name()) ? terminal.out() : terminal.err();
        screen.println(
                "shard " + shard + ": " + runs + " of " + experiment.trials().size() + " runs are in " + out);
        screen.println(
                shard.of() == 1
                        ? "next: brownout merge " + out + " --out DIR"
                        : "next, with the folders of all " + shard.of() + " shards: brownout merge " + out
                                + " DIR... --out DIR");
        return ExitCode.HELD;
    }

    /** Whether the command was asked to end meanwhile. */
    boolean interrupted() {
        return execution.stopped().getAsBoolean();
    }

    /** What the page of an experiment with a scenario begins and ends with. */
    ExperimentPage page(ScenarioFile file, double confidence) {
        return new ExperimentPage(file, told.command(), confidence);
    }

    /** Prints what was found. */
    void print(List<String> lines, Dataset data, Function<List<Picture>, ExperimentReport> page) {
        TableForm.valueOf(told.form()).print(terminal.out(), lines, data, page);
    }
}
