package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.ServedPage.PageEngine;
import dev.brownout.workbench.StaticSite;
import dev.brownout.workbench.Workbench;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    @Test
    void reportsPortInUse() throws Exception {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(occupied.getLocalPort());
            Session session = Session.of("serve", "--port", port);
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err())
                    .contains("127.0.0.1, port " + port + ": ")
                    .contains("--port 0 uses any free port");
            assertThat(session.out()).isEmpty();
        }
    }

    @Test
    void classOfTheLoopbackAddressStatesThatOnlyThisMachineCanOpenThePage() throws Exception {
        try (Workbench workbench = workbench("127.0.0.1")) {
            assertThat(ServeCommand.lines(workbench, true))
                    .containsExactly(
                            "The teacher opens " + workbench.teacherAddress(),
                            "Only this machine can open the page; add --bind 0.0.0.0 for students on other machines.");
            assertThat(ServeCommand.lines(workbench, false)).containsExactly("Open " + workbench.address());
        }
    }

    /** A machine has other addresses than a loopback address only if it has a network. */
    @Test
    void classOfAllAddressesHasALineForEachNetworkAddress() throws Exception {
        List<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        try (Workbench workbench = workbench("0.0.0.0")) {
            List<String> lines = ServeCommand.lines(workbench, true);
            String path = workbench.address().getPath();
            assertThat(lines).hasSize(1 + Math.max(1, own.size()));
            assertThat(lines.subList(1, lines.size()))
                    .allMatch(line -> own.isEmpty()
                            ? line.equals("Only this machine can open the page: it has no address in a network.")
                            : line.matches("Students open http://[^ ]+:\\d+" + path + "  \\(.+\\)"));
        }
        for (InetAddress address : own) {
            try (Workbench workbench = workbench(address.getHostAddress())) {
                assertThat(ServeCommand.lines(workbench, true))
                        .hasSize(2)
                        .last()
                        .asString()
                        .startsWith("Students open " + workbench.address());
                assertThat(ServeCommand.lines(workbench, false)).containsExactly("Open " + workbench.address());
            }
        }
    }

    private static Workbench workbench(String bind) throws IOException {
        return new Workbench(
                new InitialScenario("empty", "", Optional.empty()),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, true),
                InetAddress.getByName(bind),
                0);
    }

    @ParameterizedTest
    @CsvSource({
        "serve --port 65536, --port is from 0 to 65535",
        "serve --port -1, --port is from 0 to 65535",
        "serve --port 0 --bind no.such.host.invalid, --bind no.such.host.invalid: unknown address",
        "serve --port 0 --bind 192.0.2.1, 192.0.2.1",
        "serve helo-world, 'hello-world'",
        "serve none/such.yaml, none/such.yaml cannot be read",
        "serve --port 0 --site none/such, --site none/such: no folder with an index.html",
        "serve --port 0 --engine browser, --engine browser: the page has no engine.wasm",
        "serve --port 0 --engine none, --engine"
    })
    void rejectsInvalidArguments(String command, String text) {
        Session session = Session.of(command.split(" ", -1));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(text);
    }
}
