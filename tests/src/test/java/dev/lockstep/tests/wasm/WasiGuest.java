package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmMemory;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A guest that does what a test says: it imports all of WASI and exports it again. Calls give the error number, or
 * where a number is asked for, that number or the negative error number.
 */
final class WasiGuest {

  static final int BADF = 8;
  static final int EXIST = 20;
  static final int FAULT = 21;
  static final int ILSEQ = 25;
  static final int INVAL = 28;
  static final int ISDIR = 31;
  static final int LOOP = 32;
  static final int MFILE = 33;
  static final int NAMETOOLONG = 37;
  static final int NOENT = 44;
  static final int NOTDIR = 54;
  static final int NOTEMPTY = 55;
  static final int NOTSOCK = 57;
  static final int NOTSUP = 58;
  static final int PERM = 63;
  static final int SPIPE = 70;
  static final int NOTCAPABLE = 76;

  /** The first preopened directory. */
  static final int ROOT = 3;

  static final int FOLLOW = 1;
  static final int CREATE = 1;
  static final int DIRECTORY = 2;
  static final int EXCLUSIVE = 4;
  static final int TRUNCATE = 8;
  static final long ALL = (1 << 28) - 1;
  static final long READ = 1 << 1 | 1 << 2 | 1 << 5 | 1 << 14 | 1 << 21;

  /** The functions with their parameters, as the interface's documentation has them. */
  private static final String FUNCTIONS =
      """
      args_get ii args_sizes_get ii environ_get ii environ_sizes_get ii clock_res_get ii clock_time_get ili
      fd_advise illi fd_allocate ill fd_close i fd_datasync i fd_fdstat_get ii fd_fdstat_set_flags ii
      fd_fdstat_set_rights ill fd_filestat_get ii fd_filestat_set_size il fd_filestat_set_times illi fd_pread iiili
      fd_prestat_get ii fd_prestat_dir_name iii fd_pwrite iiili fd_read iiii fd_readdir iiili fd_renumber ii
      fd_seek ilii fd_sync i fd_tell ii fd_write iiii path_create_directory iii path_filestat_get iiiii
      path_filestat_set_times iiiilli path_link iiiiiii path_open iiiiillii path_readlink iiiiii
      path_remove_directory iii path_rename iiiiii path_symlink iiiii path_unlink_file iii poll_oneoff iiii
      proc_exit i proc_raise i random_get ii sched_yield - sock_accept iii sock_recv iiiiii sock_send iiiii
      sock_shutdown ii""";

  /** Where results go; strings come after. */
  private static final int RESULT = 1024;

  private static final int STRINGS = 4096;

  private final WasmInstance instance;
  private int strings = STRINGS;

  WasiGuest(Wasi wasi) {
    instance = WasmModule.parse(module()).instantiate(wasi.imports());
  }

  private static byte[] module() {
    String[] words = FUNCTIONS.split("\\s+");
    Map<String, String> functions = new LinkedHashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      functions.put(words[i], words[i + 1].replace("-", ""));
    }
    Bytes types = new Bytes().unsigned(functions.size());
    Bytes imports = new Bytes().unsigned(functions.size());
    Bytes exports = new Bytes().unsigned(functions.size() + 1).sized(utf8("memory")).raw(2, 0);
    int index = 0;
    for (Map.Entry<String, String> function : functions.entrySet()) {
      types.raw(0x60).unsigned(function.getValue().length());
      function.getValue().chars().forEach(letter -> types.raw(letter == 'i' ? 0x7f : 0x7e));
      types.raw(function.getKey().equals("proc_exit") ? new int[] {0} : new int[] {1, 0x7f});
      imports.sized(utf8(Wasi.MODULE)).sized(utf8(function.getKey())).raw(0).unsigned(index);
      exports.sized(utf8(function.getKey())).raw(0).unsigned(index++);
    }
    Bytes module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
    module.raw(1).sized(types.toArray()).raw(2).sized(imports.toArray());
    return module.raw(5, 3, 1, 0, 1).raw(7).sized(exports.toArray()).toArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  WasmMemory memory() {
    return instance.defaultMemory();
  }

  /** Calls by name. */
  int call(String function, Object... arguments) {
    return (Integer) instance.invoke(function, arguments);
  }

  /** Calls a function whose last parameter is where a number goes. */
  long get(String function, Object... arguments) {
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = RESULT;
    memory().writeLong(RESULT, 0);
    int errno = call(function, all);
    return errno == 0 ? memory().readLong(RESULT) : -errno;
  }

  /** Puts bytes into the guest's memory, until memory is used up; gives their address. */
  int put(byte[] bytes) {
    int address = strings + bytes.length > memory().size() ? STRINGS : strings;
    memory().write(address, bytes);
    strings = address + bytes.length;
    return address;
  }

  /** Calls a function that takes a directory, maybe flags, and a path. */
  int path(String function, Object... arguments) {
    return call(function, withLengths(arguments));
  }

  /** Replaces each string by its address and length. */
  private Object[] withLengths(Object... arguments) {
    return java.util.Arrays.stream(arguments)
        .flatMap(
            argument ->
                argument instanceof String text
                    ? java.util.stream.Stream.of(put(utf8(text)), utf8(text).length)
                    : java.util.stream.Stream.of(argument))
        .toArray();
  }

  int open(int directory, String path, int lookup, int how, long rights, int flags) {
    return (int) get("path_open", withLengths(directory, lookup, path, how, rights, rights, flags));
  }

  /** Opens to read and write, making the file if it is not there. */
  int create(String path) {
    return open(ROOT, path, FOLLOW, CREATE, ALL, 0);
  }

  int write(int fd, String text) {
    return (int) get("fd_write", fd, vector(put(utf8(text)), utf8(text).length), 1);
  }

  /** Reads with two vectors; gives the text, or the negative error number. */
  String read(int fd, int first, int second) {
    int to = put(new byte[first + second]);
    int vectors = put(new Bytes().fixed(to, 4).fixed(first, 4).fixed(to + first, 4).fixed(second, 4).toArray());
    int count = (int) get("fd_read", fd, vectors, 2);
    return count < 0 ? String.valueOf(count) : text(to, count);
  }

  int vector(int address, int length) {
    return put(new Bytes().fixed(address, 4).fixed(length, 4).toArray());
  }

  String text(int address, int length) {
    return new String(memory().read(address, length), StandardCharsets.UTF_8);
  }

  /** A field of a {@code filestat}. */
  long stat(String path, int lookup, int field) {
    int to = put(new byte[64]);
    int errno = call("path_filestat_get", withLengths(ROOT, lookup, path, to));
    return errno == 0 ? memory().readLong(to + field) : -errno;
  }

  void close(int fd) {
    assertThat(call("fd_close", fd)).isEqualTo(0);
  }
}
