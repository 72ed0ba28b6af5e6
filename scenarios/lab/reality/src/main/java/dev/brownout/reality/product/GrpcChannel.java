package dev.brownout.reality.product;

import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.EquivalentAddressGroup;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Channel of gRPC to several ports of this host. It counts attempts. */
final class GrpcChannel implements Call, AutoCloseable {
    private static final String SCHEME = "ports";

    static {
        NameResolverRegistry.getDefaultRegistry().register(new PortsProvider());
    }

    private final ManagedChannel channel;
    private final Queue<Long> attempts = new ConcurrentLinkedQueue<>();
    private final ClientStreamTracer.Factory counter = new ClientStreamTracer.Factory() {
        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            attempts.add(System.nanoTime());
            return new ClientStreamTracer() {};
        }
    };

    /**
     * Creates a channel.
     *
     * @param policy policy of load balancing
     * @param config service config
     */
    GrpcChannel(List<Integer> ports, String policy, Map<String, Object> config) {
        String addresses = ports.stream().map(Object::toString).collect(Collectors.joining(","));
        channel = NettyChannelBuilder.forTarget(SCHEME + ":///" + addresses)
                .defaultLoadBalancingPolicy(policy)
                .defaultServiceConfig(config)
                .usePlaintext()
                .build();
    }

    @Override
    public String send(int number, int timeoutMillis) throws Failure {
        CallOptions options = CallOptions.DEFAULT
                .withDeadlineAfter(timeoutMillis, TimeUnit.MILLISECONDS)
                .withStreamTracerFactory(counter);
        try {
            byte[] response = ClientCalls.blockingUnaryCall(channel, GrpcServer.method(), options, new byte[100]);
            return new String(response, StandardCharsets.US_ASCII);
        } catch (StatusRuntimeException failed) {
            Status.Code code = failed.getStatus().getCode();
            throw new Failure(
                    code == Status.Code.DEADLINE_EXCEEDED
                            ? "timeout"
                            : code.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Returns the number of attempts since a time of {@link System#nanoTime}. */
    long attemptsSince(long nanoTime) {
        return attempts.stream().filter(time -> time >= nanoTime).count();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Resolves a list of ports to addresses of this host. */
    private static final class PortsProvider extends NameResolverProvider {
        @Override
        protected boolean isAvailable() {
            return true;
        }

        @Override
        protected int priority() {
            return 5;
        }

        @Override
        public String getDefaultScheme() {
            return SCHEME;
        }

        @Override
        public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
            return List.of(InetSocketAddress.class);
        }

        @Override
        public NameResolver newNameResolver(URI target, NameResolver.Args args) {
            if (!SCHEME.equals(target.getScheme())) {
                return null;
            }
            List<EquivalentAddressGroup> addresses = Arrays.stream(
                            target.getPath().substring(1).split(",", -1))
                    .map(port -> new EquivalentAddressGroup(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port))))
                    .toList();
            return new PortsResolver(addresses);
        }
    }

    /** Reports addresses that never change. */
    private static final class PortsResolver extends NameResolver {
        private final List<EquivalentAddressGroup> addresses;
        private Listener2 listener;

        PortsResolver(List<EquivalentAddressGroup> addresses) {
            this.addresses = addresses;
        }

        @Override
        public String getServiceAuthority() {
            return "localhost";
        }

        @Override
        public void start(Listener2 receiver) {
            listener = receiver;
            refresh();
        }

        @Override
        public void refresh() {
            listener.onResult(ResolutionResult.newBuilder()
                    .setAddressesOrError(StatusOr.fromValue(addresses))
                    .build());
        }

        @Override
        public void shutdown() {
            // No resource to release.
        }
    }
}
