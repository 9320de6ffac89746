package dev.lockstep.bench;

import java.nio.charset.StandardCharsets;

/**
 * SQLite of {@code sql.js}, C behind Emscripten, in its build with readable names: executes a script of statements on a
 * database in memory.
 */
record Sqlite(String script) implements Library {
  private static final int ROW = 100;
  private static final int DONE = 101;

  @Override
  public void start(WasmEngine.Guest guest) throws Exception {
    guest.call("emscripten_stack_init");
    guest.call("__wasm_call_ctors");
  }

  /** No environment, no files, no time: everything else fails. */
  @Override
  public long call(String name, long[] arguments) {
    return switch (name) {
      case "environ_sizes_get", "environ_get", "emscripten_date_now", "clock_time_get" -> 0;
      default -> -1;
    };
  }

  @Override
  public long use(WasmEngine.Guest guest) throws Exception {
    int pointer = (int) guest.call("malloc", 8);
    int name = text(guest, ":memory:");
    check(guest.call("sqlite3_open", name, pointer), 0);
    guest.call("free", name);
    int database = guest.readInt(pointer);
    StringBuilder rows = new StringBuilder();
    for (String statement : script.split(";\n")) {
      execute(guest, database, statement, pointer, rows);
    }
    check(guest.call("sqlite3_close_v2", database), 0);
    guest.call("free", pointer);
    return Checksum.of(rows.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void execute(
      WasmEngine.Guest guest, int database, String sql, int pointer, StringBuilder rows)
      throws Exception {
    int text = text(guest, sql);
    check(guest.call("sqlite3_prepare_v2", database, text, -1, pointer, 0), 0);
    int statement = guest.readInt(pointer);
    long status = guest.call("sqlite3_step", statement);
    while (status == ROW) {
      int columns = (int) guest.call("sqlite3_column_count", statement);
      for (int i = 0; i < columns; i++) {
        int address = (int) guest.call("sqlite3_column_text", statement, i);
        int length = (int) guest.call("sqlite3_column_bytes", statement, i);
        rows.append(new String(guest.read(address, length), StandardCharsets.UTF_8)).append('|');
      }
      rows.append('\n');
      status = guest.call("sqlite3_step", statement);
    }
    check(status, DONE);
    check(guest.call("sqlite3_finalize", statement), 0);
    guest.call("free", text);
  }

  private static void check(long status, int expected) {
    if (status != expected) {
      throw new IllegalStateException("SQLite gave " + status + ", not " + expected);
    }
  }

  private static int text(WasmEngine.Guest guest, String words) throws Exception {
    return Library.text(guest, "malloc", words.getBytes(StandardCharsets.UTF_8));
  }
}
