// hearth-bench-delivery PORT ROOM SENDERS OUTSTANDING MESSAGES < TOKENS
//
// A client for each line of TOKENS enters the room; the first SENDERS of them write. Prints one line of JSON.
// It is what `./dev bench` measures a server with; the server must take messages at any speed
// (--limits-messages-per-second 0 --limits-events-per-second 0).
#include "tests/bench/delivery/load.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>

using namespace hearth::bench;

namespace {

double quantile(std::vector<double> &values, double part)
{
    if (values.empty())
        return 0;
    const auto at = values.begin() + std::ptrdiff_t(part * double(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int run(char **argv)
{
    Plan plan;
    plan.room = argv[2];
    plan.senders = std::stoi(argv[3]);
    plan.outstanding = std::stoi(argv[4]);
    plan.messages = std::stoi(argv[5]);
    std::vector<std::unique_ptr<Client>> clients;
    for (std::string token; std::getline(std::cin, token);)
        clients.push_back(std::make_unique<Client>(std::uint16_t(std::stoi(argv[1])), token));
    if (plan.senders < 1 || plan.senders > int(clients.size()))
        throw std::invalid_argument("SENDERS is from 1 to the number of tokens");
    const std::size_t members = clients.size();
    Load load(plan, std::move(clients));
    const double before = cpuSeconds();
    Figures figures = load.run();
    std::printf("{\"members\":%zu,\"acked\":%.0f,\"delivered\":%.0f,\"ackMs\":[%.2f,%.2f],"
                "\"deliveryMs\":[%.2f,%.2f],\"seconds\":%.3f,\"cpuSeconds\":%.3f}\n",
        members, plan.messages / figures.ackedSeconds,
        double(plan.messages) * double(members) / figures.deliveredSeconds, quantile(figures.ackMs, 0.5),
        quantile(figures.ackMs, 0.99), quantile(figures.deliveryMs, 0.5), quantile(figures.deliveryMs, 0.99),
        figures.deliveredSeconds, cpuSeconds() - before);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 6) {
        std::fputs("usage: hearth-bench-delivery PORT ROOM SENDERS OUTSTANDING MESSAGES < TOKENS\n", stderr);
        return 2;
    }
    try {
        return run(argv);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "hearth-bench-delivery: %s\n", error.what());
        return 1;
    }
}
