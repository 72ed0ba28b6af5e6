package dev.brownout.workbench;

import java.util.ArrayList;
import java.util.List;

/** List of texts. Other threads can await its growth. Thread-safe. */
final class AwaitedList {
    private final List<String> texts = new ArrayList<>();

    synchronized void add(String text) {
        texts.add(text);
        notifyAll();
    }

    synchronized List<String> all() {
        return List.copyOf(texts);
    }

    /** Waits until the list has at least this number of texts. */
    synchronized void awaitSize(int size) throws InterruptedException {
        while (texts.size() < size) {
            wait();
        }
    }

    /** Waits until the list contains a text. */
    synchronized void awaitText(String text) throws InterruptedException {
        while (!texts.contains(text)) {
            wait();
        }
    }
}
