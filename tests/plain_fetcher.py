"""A fetcher for loopback: one exchange by httpx, nothing guarded. For tests of what stands above the web alone."""

from __future__ import annotations

import httpx

from monitor.records import FetchRequest, FetchResult, PostRequest


class PlainFetcher:
    """Keeps the Fetcher port's promise that a failing server is a result."""

    def __init__(self, timeout_seconds: float = 5) -> None:
        """Wait at most ``timeout_seconds`` for each step of an exchange."""
        self._timeout_seconds = timeout_seconds

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Get one address."""
        return await self._exchange(httpx.Request("GET", request.url))

    async def post(self, request: PostRequest) -> FetchResult:
        """Post a body to one address."""
        headers = {"Content-Type": request.content_type, **request.headers}
        return await self._exchange(httpx.Request("POST", request.url, content=request.body, headers=headers))

    async def _exchange(self, request: httpx.Request) -> FetchResult:
        url = str(request.url)
        try:
            async with httpx.AsyncClient(timeout=self._timeout_seconds, trust_env=False) as client:
                response = await client.send(request)
        except httpx.TimeoutException:
            return FetchResult(url, url, problem="timeout", detail=f"{url} was silent")
        except httpx.ConnectError:
            return FetchResult(url, url, problem="connect", detail=f"{url} cannot be reached")
        except httpx.HTTPError as error:
            return FetchResult(url, url, problem="protocol", detail=f"{url}: {error}")
        return FetchResult(
            url,
            url,
            status=response.status_code,
            body=response.content,
            retry_after=response.headers.get("Retry-After"),
            problem=None if response.is_success else "http_status",
        )
