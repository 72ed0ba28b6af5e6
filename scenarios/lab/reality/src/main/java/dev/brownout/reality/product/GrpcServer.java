package dev.brownout.reality.product;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** gRPC server in a process of its own. Its responses are its name. */
public final class GrpcServer {
    private static final String SERVICE = "lab.Work";

    private GrpcServer() {}

    /** Converts messages, which are bytes without a schema. */
    private static final class BytesMarshaller implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** Returns the only method of the service. */
    static MethodDescriptor<byte[], byte[]> method() {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Do"))
                .setRequestMarshaller(new BytesMarshaller())
                .setResponseMarshaller(new BytesMarshaller())
                .build();
    }

    /**
     * Serves until the process is killed.
     *
     * @param args name, port, kind of work, mean time in µs, share of calls that fail with UNAVAILABLE, and the largest
     *     number of streams of a connection
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        byte[] name = args[0].getBytes(StandardCharsets.US_ASCII);
        Backend.Work work = Backend.Work.valueOf(args[2]);
        double meanNanos = Long.parseLong(args[3]) * 1000.0;
        double errors = Double.parseDouble(args[4]);
        if (work == Backend.Work.COMPUTE) {
            TomcatServer.useOneCore();
        }
        AtomicLong calls = new AtomicLong();
        ServerCalls.UnaryMethod<byte[], byte[]> handler = (request, response) -> {
            String key = args[0] + calls.incrementAndGet();
            if (new KeyedRandom(KeyedRandom.key(1, 0, "error-" + key)).uniform() < errors) {
                response.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            double uniform = new KeyedRandom(KeyedRandom.key(1, 0, "work-" + key)).uniform();
            work.during((long) (-ElementaryFunctions.log1p(-uniform) * meanNanos));
            respond(response, name);
        };
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])))
                .maxConcurrentCallsPerConnection(Integer.parseInt(args[5]))
                .addService(ServerServiceDefinition.builder(SERVICE)
                        .addMethod(method(), ServerCalls.asyncUnaryCall(handler))
                        .build())
                .build()
                .start();
        server.awaitTermination();
    }

    private static void respond(StreamObserver<byte[]> response, byte[] value) {
        response.onNext(value);
        response.onCompleted();
    }
}
