package dev.brownout.cli;

import dev.brownout.cli.text.OptionException;
import dev.brownout.io.FileError;
import dev.brownout.language.Loader;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.TextLanguage;
import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.ServedPage.PageEngine;
import dev.brownout.workbench.StaticSite;
import dev.brownout.workbench.Workbench;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that serves a web page for editing and running scenarios. */
@Command(
        description = "Serve the workbench: a web page to edit, run and compare scenarios. Ctrl-C ends.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.BAD_INPUT + ":bad input or usage; a port in use",
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE
        })
final class ServeCommand implements Callable<Integer> {
    private static final int MOST_PORTS = 65_535;
    private static final String SITE_HINT = "`mvn -Pweb package` makes one, scenarios/web/target/site";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            defaultValue = "saturation",
            description = "scenario of the library or a file; default: ${DEFAULT-VALUE}")
    private String scenario;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8000",
            description = "port to listen on (default: ${DEFAULT-VALUE}; 0 = any free port)")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "address to bind to (default: ${DEFAULT-VALUE}, this machine only; 0.0.0.0 = all networks)")
    private String bind;

    @Option(
            names = "--site",
            paramLabel = "FOLDER",
            description = {
                "folder of the page with the engine for browsers, as `mvn -Pweb package` makes it",
                "(default: the one of the installed folder or of the checkout, if it has one)"
            })
    private Path site;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = {
                "engine of the page: ${COMPLETION-CANDIDATES}",
                "(default: browser if the page has one, else jvm, this process; jvm for SCENARIO files without --site)"
            })
    private EngineChoice engine;

    @Option(names = "--class", description = "collect the guesses of a class, for the histogram of class mode")
    private boolean liveClass;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "initial language of the page: ${COMPLETION-CANDIDATES}; default: en. Users can switch it")
    private TextLanguage lang;

    /** Value of {@code --engine}. */
    private enum EngineChoice {
        browser,
        jvm
    }

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (port < 0 || port > MOST_PORTS) {
            throw new OptionException(spec.commandLine(), "--port is from 0 to {}", MOST_PORTS);
        }
        try (Workbench workbench = startServer(openScenario())) {
            lines(workbench, liveClass).forEach(terminal.output()::println);
            terminal.output().println("Every user with this URL can run scenarios. Ctrl-C ends.");
            terminal.output().flush();
            new CountDownLatch(1).await();
            return ExitCode.SUCCESS;
        } catch (SocketException e) {
            throw new UsageException("brownout: cannot read the addresses of this machine: {}", FileError.words(e));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    /** Returns the addresses of the page, a line each, or the reason for which only this machine can open it. */
    static List<String> lines(Workbench workbench, boolean liveClass) throws SocketException {
        List<String> lines = new ArrayList<>();
        lines.add(liveClass ? "The teacher opens " + workbench.teacherAddress() : "Open " + workbench.address());
        workbench.networkAddresses().forEach((address, network) -> {
            if (liveClass || !address.equals(workbench.address())) {
                lines.add((liveClass ? "Students open " : "  or ") + address + "  (" + network + ")");
            }
        });
        if (liveClass && lines.size() == 1) {
            lines.add("Only this machine can open the page"
                    + (workbench.isLocal()
                            ? "; add --bind 0.0.0.0 for students on other machines."
                            : ": it has no address in a network."));
        }
        return lines;
    }

    private ServedPage page() throws UsageException {
        // Only the server can read the files beside a scenario file.
        boolean onServer =
                engine == null ? site == null && ScenarioFinder.file(scenario).isPresent() : engine == EngineChoice.jvm;
        if (site == null && !onServer) {
            site = StaticSite.folderOf(SeparateCommand.programLocation()).orElse(null);
        }
        StaticSite files = site();
        if (engine == EngineChoice.browser && !files.hasEngine()) {
            throw new UsageException(
                    "brownout: --engine browser: the page has no engine.wasm; " + SITE_HINT + ", for --site");
        }
        PageEngine chosen = onServer || !files.hasEngine() ? PageEngine.JVM : PageEngine.BROWSER;
        return new ServedPage(files, chosen, liveClass, Optional.ofNullable(lang));
    }

    private StaticSite site() throws UsageException {
        try {
            return site == null ? StaticSite.shippedInstance() : StaticSite.of(site);
        } catch (NotDirectoryException e) {
            throw new UsageException("brownout: --site {}: no folder with an index.html; " + SITE_HINT, site);
        } catch (IOException e) {
            throw new UsageException("brownout: --site {}: {}", site, FileError.words(e));
        }
    }

    private InitialScenario openScenario() throws UsageException {
        String text = new ScenarioFinder().text(scenario);
        Optional<Path> file = ScenarioFinder.file(scenario);
        String name = file.map(Loader::name)
                .orElseGet(() -> new ShippedLibrary().find(scenario).orElse(scenario));
        return new InitialScenario(name, text, file);
    }

    private Workbench startServer(InitialScenario opened) throws UsageException {
        try {
            return new Workbench(opened, page(), InetAddress.getByName(bind), port);
        } catch (UnknownHostException unknown) {
            throw new OptionException(spec.commandLine(), "--bind {}: unknown address", bind);
        } catch (BindException e) {
            throw new UsageException(
                    "brownout: cannot listen on {}, port {}: {}; --port 0 uses any free port",
                    bind,
                    port,
                    Sentence.reason(e));
        } catch (IOException e) {
            throw new UsageException("brownout: cannot serve: {}", FileError.words(e));
        }
    }
}
