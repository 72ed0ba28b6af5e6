package dev.brownout.component.server;

import dev.brownout.spi.CoreQueue;

/** Analytical model of the cores of a server node, with the queue in front of them or of its workers. */
final class ServerCoreModel {
    private ServerCoreModel() {}

    /**
     * Returns the cores and the queue.
     *
     * @param cores cores of a node in the modelled stage
     * @param continues whether calls hold a worker after their work
     */
    static CoreQueue coreQueue(ServerProcessing processing, int cores, boolean continues) {
        int forCores = processing
                .workers()
                .map(workers -> Math.max(0, workers - cores))
                .orElse(0);
        int places = processing.queue().orElse(CoreQueue.ANY_NUMBER);
        boolean all = continues || processing.speed().isPresent();
        int servers = all ? cores : Math.min(cores, processing.workers().orElse(cores));
        return processing.nodeCores().model(servers, CoreQueue.sum(forCores, places), processing.scheduling());
    }
}
