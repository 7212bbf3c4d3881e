package io.vmq.tools.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chromium without a window, told what to do by its DevTools protocol. All its traffic would go through a proxy of ours, which lets nothing
 * through and notes what is asked of it.
 */
final class Browser implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final long PATIENCE_SECONDS = 60;
    private static final String ANNOUNCED = "DevTools listening on ";

    private final Process process;
    private final ServerSocket proxy;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final WebSocket socket;
    private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();
    private String session = "";

    /** Where Chromium or Chrome is, if it is there. */
    static Optional<Path> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    Browser(Path program, Path folder) throws Exception {
        proxy = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::refuseAll);
        ProcessBuilder command = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
                "--proxy-server=127.0.0.1:" + proxy.getLocalPort(), "--proxy-bypass-list=<-loopback>",
                "--remote-debugging-port=0", "--user-data-dir=" + folder.resolve("profile"), "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        process = command.start();
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith(ANNOUNCED)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException(program + " ended without a word");
        }
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(line.substring(ANNOUNCED.length())), new Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = call("Target.createTarget", "{\"url\":\"about:blank\"}").path("targetId").asString("");
        session = call("Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}").path("sessionId")
                .asString("");
        for (String domain : List.of("Runtime", "Log", "Network", "Page")) {
            call(domain + ".enable", "{}");
        }
    }

    private void refuseAll() {
        try {
            while (true) {
                Socket client = proxy.accept();
                Thread.ofVirtual().start(() -> refuse(client));
            }
        } catch (IOException e) {
            // Closed with the browser.
        }
    }

    private void refuse(Socket client) {
        try (client; BufferedReader said = new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            asked.add(String.valueOf(said.readLine()));
        } catch (IOException e) {
            asked.add(String.valueOf(e.getMessage()));
        }
    }

    /** Opens a page, and waits until it is loaded. */
    void open(Path page) throws Exception {
        complaints.clear();
        requests.clear();
        loaded = new CompletableFuture<>();
        call("Page.navigate", "{\"url\":\"" + page.toUri() + "\"}");
        loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) throws Exception {
        ObjectNode parameters = MAPPER.createObjectNode().put("expression", expression).put("returnByValue", true)
                .put("awaitPromise", true);
        JsonNode answer = call("Runtime.evaluate", parameters.toString());
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.path("result").path("value");
    }

    JsonNode call(String method, String parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", MAPPER.readTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What the console got since the page was opened: errors, warnings, and what the page itself says there. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Addresses that were asked for since the page was opened. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What was asked of the network since the browser began, of the page and for its own, as a proxy sees it: {@code GET http://host/path HTTP/1.1}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // Only when all are gone can their folder be removed.
        all.forEach(one -> one.onExit().join());
        proxy.close();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(MAPPER.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(JsonNode message) {
            CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt(-1));
            if (answer != null && message.has("error")) {
                answer.completeExceptionally(new IllegalStateException(message.toString()));
            } else if (answer != null) {
                answer.complete(message.path("result"));
            }
            JsonNode said = message.path("params");
            switch (message.path("method").asString("")) {
                case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
                        complaints.add(said.toString());
                case "Network.requestWillBeSent" -> requests.add(said.path("request").path("url").asString(""));
                case "Page.loadEventFired" -> loaded.complete(true);
                default -> {
                    // Not asked for.
                }
            }
        }
    }
}
