package dev.brownout.cli;

import dev.brownout.io.FileError;
import dev.brownout.language.Loader;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.Workbench;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that serves a web page for editing and running scenarios. */
@Command(
        name = "serve",
        description =
                "Serves a page for a browser on this machine, in which scenarios are changed, run and their reports"
                        + " read, until Ctrl-C. It writes no file: what you change, save from the page.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.BAD_INPUT + ":bad input or usage; a port that another program has",
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE
        })
final class ServeCommand implements Callable<Integer> {
    private static final int MOST_PORTS = 65_535;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            defaultValue = "hello-world",
            description = "a file, or a name that 'brownout list' shows; ${DEFAULT-VALUE} if none is named")
    private String scenario;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8000",
            description = "where it is heard; ${DEFAULT-VALUE} if not said, 0 for any that is free")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "of which network of this machine it is heard; ${DEFAULT-VALUE}, which no other machine"
                    + " reaches, if not said")
    private String bind;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (port < 0 || port > MOST_PORTS) {
            throw new ParameterException(spec.commandLine(), "--port is from 0 to " + MOST_PORTS);
        }
        try (Workbench workbench = begun(opened())) {
            terminal.out().println("Open " + workbench.address());
            workbench.addressesElsewhere().forEach(uri -> terminal.out().println("  or " + uri));
            terminal.out().println("Whoever knows this address can run scenarios there. Ctrl-C ends.");
            terminal.out().flush();
            new CountDownLatch(1).await();
            return ExitCode.SUCCESS;
        } catch (SocketException e) {
            throw new UsageException("brownout: cannot read the addresses of this machine: " + FileError.words(e));
        } catch (InterruptedException ended) {
            return ExitCode.INTERRUPTED;
        }
    }

    private InitialScenario opened() throws UsageException {
        String text = new ScenarioFinder().text(scenario);
        Optional<Path> file = ScenarioFinder.file(scenario);
        String name = file.map(Loader::name)
                .orElseGet(() -> new ShippedLibrary().find(scenario).orElse(scenario));
        return new InitialScenario(name, text, file);
    }

    private Workbench begun(InitialScenario opened) throws UsageException {
        try {
            return new Workbench(opened, InetAddress.getByName(bind), port);
        } catch (UnknownHostException unknown) {
            throw new ParameterException(spec.commandLine(), "--bind " + bind + ": no machine has that address");
        } catch (BindException taken) {
            throw new UsageException("brownout: cannot be heard at " + bind + ", port " + port + ": "
                    + taken.getMessage() + "; --port 0 takes any port that is free");
        } catch (IOException e) {
            throw new UsageException("brownout: cannot serve: " + FileError.words(e));
        }
    }
}
