// argv → what to do. One function a command; only `main` turns exceptions into exit codes.
#pragma once

namespace uavt::app {

/// Parses the command line, runs the command, prints its answer, and returns the exit code
/// (DESIGN §6). Everything that ends a command early is printed here as one sentence on stderr.
int command_line(int argc, char** argv);

}  // namespace uavt::app
