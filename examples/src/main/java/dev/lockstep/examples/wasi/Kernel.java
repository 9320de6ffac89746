package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.WasmMemory;
import dev.lockstep.runtime.Trap;
import java.io.IOException;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Clock;

/** Executes system calls: takes their arguments apart, and turns failures into error numbers. */
final class Kernel {

  private final DescriptorTable table;
  private final ProcessCalls process;
  private final DescriptorCalls descriptors;
  private final TransferCalls transfers;
  private final PathCalls paths;

  Kernel(DescriptorTable table, ProcessCalls process, Clock clock) {
    this.table = table;
    this.process = process;
    descriptors = new DescriptorCalls(table, clock);
    transfers = new TransferCalls(table);
    paths = new PathCalls(table, clock);
  }

  /**
   * Executes a call.
   *
   * @param arguments of the call's type
   * @throws WasiExit if it is the one that ends the process
   */
  Errno call(SystemCall call, WasmMemory memory, Object... arguments) {
    try {
      processCall(call, memory, arguments);
      return Errno.SUCCESS;
    } catch (IOException e) {
      return Errno.of(e);
    } catch (Trap outOfBounds) {
      return Errno.FAULT;
    } catch (SecurityException e) {
      return Errno.ACCES;
    } catch (ReadOnlyFileSystemException e) {
      return Errno.ROFS;
    } catch (UnsupportedOperationException e) {
      return Errno.NOTSUP; // By the file system of the host.
    }
  }

  private static int i(Object[] arguments, int index) {
    return (Integer) arguments[index];
  }

  private static long l(Object[] arguments, int index) {
    return (Long) arguments[index];
  }

  private static String path(WasmMemory memory, Object[] a, int index) throws IOException {
    return GuestStrings.readPath(memory, i(a, index), i(a, index + 1));
  }

  private void processCall(SystemCall call, WasmMemory m, Object[] a) throws IOException {
    switch (call) {
      case ARGS_GET -> process.arguments(m, i(a, 0), i(a, 1));
      case ARGS_SIZES_GET -> process.argumentSizes(m, i(a, 0), i(a, 1));
      case ENVIRON_GET -> process.environment(m, i(a, 0), i(a, 1));
      case ENVIRON_SIZES_GET -> process.environmentSizes(m, i(a, 0), i(a, 1));
      case CLOCK_RES_GET -> process.clockResolution(m, i(a, 0), i(a, 1));
      case CLOCK_TIME_GET -> process.clockTime(m, i(a, 0), i(a, 2));
      case POLL_ONEOFF -> new Poll(table, process, m).run(i(a, 0), i(a, 1), i(a, 2), i(a, 3));
      case PROC_EXIT -> throw new WasiExit(i(a, 0));
      case PROC_RAISE -> throw new ErrnoException(Errno.NOTSUP);
      case RANDOM_GET -> process.random(m, i(a, 0), i(a, 1));
      case SCHED_YIELD -> Thread.yield();
      case SOCK_ACCEPT, SOCK_RECV, SOCK_SEND, SOCK_SHUTDOWN -> {
        table.get(i(a, 0));
        throw new ErrnoException(Errno.NOTSOCK);
      }
      default -> descriptorCall(call, m, a);
    }
  }

  private void descriptorCall(SystemCall call, WasmMemory m, Object[] a) throws IOException {
    switch (call) {
      case FD_ADVISE -> descriptors.advise(i(a, 0), l(a, 1), l(a, 2), i(a, 3));
      case FD_ALLOCATE -> descriptors.allocate(i(a, 0), l(a, 1), l(a, 2));
      case FD_CLOSE -> table.close(i(a, 0));
      case FD_DATASYNC -> descriptors.syncData(i(a, 0));
      case FD_FDSTAT_GET -> descriptors.status(m, i(a, 0), i(a, 1));
      case FD_FDSTAT_SET_FLAGS -> descriptors.setFlags(i(a, 0), i(a, 1));
      case FD_FDSTAT_SET_RIGHTS -> descriptors.setRights(i(a, 0), l(a, 1), l(a, 2));
      case FD_FILESTAT_GET -> descriptors.fileStatus(m, i(a, 0), i(a, 1));
      case FD_FILESTAT_SET_SIZE -> descriptors.setSize(i(a, 0), l(a, 1));
      case FD_FILESTAT_SET_TIMES -> descriptors.setTimes(i(a, 0), l(a, 1), l(a, 2), i(a, 3));
      case FD_PREAD -> transfers.readAt(m, i(a, 0), i(a, 1), i(a, 2), l(a, 3), i(a, 4));
      case FD_PRESTAT_GET -> descriptors.preopened(m, i(a, 0), i(a, 1));
      case FD_PRESTAT_DIR_NAME -> descriptors.preopenedName(m, i(a, 0), i(a, 1), i(a, 2));
      case FD_PWRITE -> transfers.writeAt(m, i(a, 0), i(a, 1), i(a, 2), l(a, 3), i(a, 4));
      case FD_READ -> transfers.read(m, i(a, 0), i(a, 1), i(a, 2), i(a, 3));
      case FD_READDIR -> transfers.readDirectory(m, i(a, 0), i(a, 1), i(a, 2), l(a, 3), i(a, 4));
      case FD_RENUMBER -> table.renumber(i(a, 0), i(a, 1));
      case FD_SEEK -> descriptors.seek(m, i(a, 0), l(a, 1), i(a, 2), i(a, 3));
      case FD_SYNC -> descriptors.sync(i(a, 0));
      case FD_TELL -> descriptors.tell(m, i(a, 0), i(a, 1));
      case FD_WRITE -> transfers.write(m, i(a, 0), i(a, 1), i(a, 2), i(a, 3));
      default -> pathCall(call, m, a);
    }
  }

  private void pathCall(SystemCall call, WasmMemory m, Object[] a) throws IOException {
    switch (call) {
      case PATH_CREATE_DIRECTORY -> paths.createDirectory(i(a, 0), path(m, a, 1));
      case PATH_FILESTAT_GET -> paths.fileStatus(m, i(a, 0), i(a, 1), path(m, a, 2), i(a, 4));
      case PATH_FILESTAT_SET_TIMES ->
          paths.setTimes(i(a, 0), i(a, 1), path(m, a, 2), l(a, 4), l(a, 5), i(a, 6));
      case PATH_LINK -> paths.link(i(a, 0), i(a, 1), path(m, a, 2), i(a, 4), path(m, a, 5));
      case PATH_OPEN -> {
        m.readInt(i(a, 8)); // A descriptor of which the guest does not learn the number would be lost.
        m.writeInt(i(a, 8), paths.open(i(a, 0), i(a, 1), path(m, a, 2), i(a, 4), l(a, 5), l(a, 6), i(a, 7)));
      }
      case PATH_READLINK -> paths.readLink(m, i(a, 0), path(m, a, 1), i(a, 3), i(a, 4), i(a, 5));
      case PATH_REMOVE_DIRECTORY -> paths.removeDirectory(i(a, 0), path(m, a, 1));
      case PATH_RENAME -> paths.rename(i(a, 0), path(m, a, 1), i(a, 3), path(m, a, 4));
      case PATH_SYMLINK -> paths.symbolicLink(path(m, a, 0), i(a, 2), path(m, a, 3));
      case PATH_UNLINK_FILE -> paths.unlink(i(a, 0), path(m, a, 1));
      default -> throw new IllegalStateException(call.symbol());
    }
  }
}
