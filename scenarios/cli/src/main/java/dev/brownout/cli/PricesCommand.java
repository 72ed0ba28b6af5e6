package dev.brownout.cli;

import dev.brownout.language.section.PriceListParser;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Command that prints the price list used for the costs of runs, or checks another one. */
@Command(
        description = "Print the default price list, or check another one.",
        mixinStandardHelpOptions = true,
        footer = {"", "Change prices: brownout prices > mine.yaml; brownout run NAME --prices mine.yaml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed, or valid", ExitCode.BAD_INPUT_LINE})
final class PricesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "price list to check; default: print the list of the program")
    private Path file;

    PricesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (file == null) {
            terminal.output().print(PriceListParser.shippedText());
        } else {
            terminal.output().println(ScenarioFinder.prices(file).name() + ": valid");
        }
        terminal.output().flush();
        return ExitCode.SUCCESS;
    }
}
